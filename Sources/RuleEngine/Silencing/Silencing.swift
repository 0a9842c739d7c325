import Diagnostics
import DraftOutline
import DraftText

/// What the comments of a draft silence.
///
/// A comment that names rules or categories silences these; one without names all rules but those about the comments
/// themselves, which have to be named. A finding is silenced where it begins.
package struct Silencing: Sendable {
  /// The category of the rules about the comments.
  private static let ownCategory = "silence"

  /// One name of a comment, or a comment without names, and how far it reaches.
  private struct Order {
    /// What is said of it.
    let word: SilencingComment.Word
    /// The rule or category; nil for all.
    let name: String?
    /// From the first place that is silent to the last, both included.
    let reach: ClosedRange<Int>

    func concerns(_ id: RuleID) -> Bool {
      guard let name else { return id.category != Silencing.ownCategory }
      return namesFitting(id).contains(name)
    }

    func silences(_ finding: Diagnostic) -> Bool { reach.contains(finding.range.start) && concerns(finding.ruleID) }
  }

  private let comments: [SilencingComment]
  private var orders: [Order] = []
  private var faults: [SilencingFault] = []
  private let rules: [RuleID]

  /// Reads the comments of `document`.
  ///
  /// - Parameter rules: The ids of all rules there are.
  package init(_ document: Document, rules: [RuleID]) {
    comments = document.silencing
    self.rules = rules
    if !comments.isEmpty { read(end: document.reflowed.original.utf8.count) }
  }

  /// The findings that are not silenced, and what is wrong with the comments.
  ///
  /// A fix that would change a comment is taken away from its finding.
  ///
  /// - Parameters:
  ///   - held: The rules that were held against the draft.
  ///   - leftOut: The rules that were not and might have been, so that nobody knows what they would have found.
  package func sift(
    _ findings: [Diagnostic], held: Set<RuleID>, leftOut: Set<RuleID> = []
  ) -> (findings: [Diagnostic], faults: [SilencingFault]) {
    var used = [Bool](repeating: false, count: orders.count)
    let kept = findings.filter { finding in
      var isSilenced = false
      for (index, order) in orders.enumerated() where order.silences(finding) {
        used[index] = true
        isSilenced = true
      }
      return !isSilenced
    }
    let unused = zip(orders, used).filter { order, isUsed in
      !isUsed && order.name.map(isOwn) != true && rules.contains { order.concerns($0) && held.contains($0) }
        && !leftOut.contains(where: order.concerns)
    }
    return (kept.map(withoutFixOfComment), faults + unused.map { SilencingFault.unused($0.0.word) })
  }

  /// Those of `findings` about the comments themselves that no comment silences.
  package func siftOwn(_ findings: [Diagnostic]) -> [Diagnostic] {
    findings.filter { finding in !orders.contains { $0.silences(finding) } }
  }

  private func isOwn(_ name: String) -> Bool { RuleID(name).category == Self.ownCategory }

  private func withoutFixOfComment(_ finding: Diagnostic) -> Diagnostic {
    guard let fix = finding.fix,
      fix.edits.contains(where: { edit in comments.contains { $0.range.overlaps(edit.range) } })
    else { return finding }
    return Diagnostic(
      ruleID: finding.ruleID, severity: finding.severity, message: finding.message, range: finding.range,
      related: finding.related)
  }
}

// MARK: - Reading the comments

extension Silencing {
  private mutating func read(end: Int) {
    let known = Set(rules.flatMap(namesFitting))
    /// The stretches that have begun.
    var open: [(word: SilencingComment.Word, name: String?, start: Int)] = []
    for comment in comments {
      guard comment.isClosed, let directive = comment.directive else {
        faults.append(comment.directive == nil ? .unknownDirective(comment) : .unclosed(comment))
        continue
      }
      for name in comment.names where !known.contains(name.text) {
        faults.append(.unknownRule(name, known: known.sorted()))
      }
      // Names that nothing bears silence nothing, and need no partner.
      let names = comment.names.filter { known.contains($0.text) }
      let subjects = comment.names.isEmpty ? [(comment.word, nil)] : names.map { ($0, Optional($0.text)) }
      for (word, name) in subjects {
        switch directive {
        case .next: add(word, name, comment.nextBlock.start...comment.nextBlock.end)
        case .file: add(word, name, 0...end)
        case .start: open.append((word, name, comment.range.end))
        case .end:
          // Without a name it ends all that has begun.
          let ended =
            name == nil ? open.indices[...] : open.lastIndex { $0.name == name }.map { $0..<($0 + 1) } ?? 0..<0
          if ended.isEmpty { faults.append(.unpaired(word, missing: .start)) }
          for stretch in open[ended] { add(stretch.word, stretch.name, stretch.start...comment.range.start) }
          open.removeSubrange(ended)
        }
      }
    }
    for stretch in open {
      faults.append(.unpaired(stretch.word, missing: .end))
      add(stretch.word, stretch.name, stretch.start...end)
    }
  }

  private mutating func add(_ word: SilencingComment.Word, _ name: String?, _ reach: ClosedRange<Int>) {
    orders.append(Order(word: word, name: name, reach: reach))
  }
}
