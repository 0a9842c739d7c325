import Diagnostics
import DraftOutline
import DraftText

/// The suppression of findings by the comments of a draft.
///
/// A comment with names suppresses the findings of these rules or categories. A comment without names suppresses those
/// of all rules except the rules about the comments themselves, which must be named. The start of a finding counts.
package struct Suppression: Sendable {
  /// One name of a comment, or a comment without names, with its range.
  private struct Instruction {
    /// The word that a fault refers to.
    let word: SuppressionComment.Word
    /// The rule or category; nil for all.
    let name: String?
    /// The range in which a finding must begin.
    let range: TextRange

    func concerns(_ id: RuleID) -> Bool { Suppression.names(concerning: id).contains(name) }
  }

  /// Returns the names by which an instruction can refer to a rule; nil is the name of instructions for all rules.
  private static func names(concerning id: RuleID) -> [String?] {
    (id.isAboutSuppression ? [] : [nil]) + id.fittingNames
  }

  private var instructions: [Instruction] = []
  private var faults: [SuppressionFault] = []
  private let rules: [RuleID]

  /// Reads the comments of `document`.
  ///
  /// - Parameter rules: The ids of all rules.
  package init(_ document: Document, rules: [RuleID]) {
    self.rules = rules
    read(document.suppressionComments, end: document.reflowed.original.utf8.count)
  }

  /// Returns the findings that are not suppressed, and the faults of the comments.
  ///
  /// - Parameters:
  ///   - checked: The rules that checked the draft.
  ///   - unchecked: The rules that could have checked the draft but did not, so that their findings are unknown.
  package func unsuppressed(
    _ findings: [Diagnostic], checked: Set<RuleID>, unchecked: Set<RuleID> = []
  ) -> (findings: [Diagnostic], faults: [SuppressionFault]) {
    let kept = unsuppressed(findings)
    var places: [String?: [Int]] = [:]
    for finding in findings {
      for name in Self.names(concerning: finding.ruleID) { places[name, default: []].append(finding.range.start) }
    }
    places = places.mapValues { $0.sorted() }
    let unused = instructions.filter { instruction in
      let found = places[instruction.name, default: []]
      let first = found[found.partitioningIndex { $0 >= instruction.range.start }...].first
      let isUsed = first.map(instruction.range.contains) ?? false
      return !isUsed && instruction.name.map(isOwn) != true
        && rules.contains { instruction.concerns($0) && checked.contains($0) }
        && !unchecked.contains(where: instruction.concerns)
    }
    return (kept, faults + unused.map { SuppressionFault.unused($0.word) })
  }

  /// Returns the findings that no comment suppresses.
  package func unsuppressed(_ findings: [Diagnostic]) -> [Diagnostic] {
    let covered = Dictionary(grouping: instructions, by: \.name).mapValues { DisjointRanges($0.map(\.range)) }
    return findings.filter { finding in
      let start = finding.range.start
      return !Self.names(concerning: finding.ruleID).contains {
        covered[$0]?.first(endingBehind: start)?.contains(start) ?? false
      }
    }
  }

  /// Whether `name` is that of a rule about the comments. What it suppresses is found only later, so it is never
  /// unused.
  private func isOwn(_ name: String) -> Bool { RuleID(name).isAboutSuppression }
}

// MARK: - Reading the comments

extension Suppression {
  private mutating func read(_ comments: [SuppressionComment], end: Int) {
    let known = Set(rules.flatMap(\.fittingNames))
    let sorted = known.sorted()
    // The suppressions that have begun and not ended, by name and in the order of the text.
    var open: [String?: [Stretch]] = [:]
    var begun = 0
    for comment in comments {
      guard comment.isClosed, let directive = comment.directive else {
        faults.append(comment.directive == nil ? .unknownDirective(comment.word) : .unclosed(comment.word))
        continue
      }
      for name in comment.names where !known.contains(name.text) {
        faults.append(.unknownRule(name, known: sorted))
      }
      // Names that no rule and no category has suppress nothing, and need no partner.
      let names = comment.names.filter { known.contains($0.text) }
      let subjects = comment.names.isEmpty ? [(comment.word, nil)] : names.map { ($0, Optional($0.text)) }
      for (word, name) in subjects {
        switch directive {
        case .next: add(word, name, comment.nextBlock.start...comment.nextBlock.end)
        case .file: add(word, name, 0...end)
        case .start:
          open[name, default: []].append(Stretch(word: word, name: name, start: comment.range.end, number: begun))
          begun += 1
        case .end:
          // Without a name, the directive ends all suppressions that have begun.
          let ended = name == nil ? Self.inOrder(open) : (open[name]?.popLast()).map { [$0] } ?? []
          if name == nil { open = [:] }
          if ended.isEmpty { faults.append(.unpaired(word, missing: .start)) }
          for stretch in ended { add(stretch.word, stretch.name, stretch.start...comment.range.start) }
        }
      }
    }
    for stretch in Self.inOrder(open) {
      faults.append(.unpaired(stretch.word, missing: .end))
      add(stretch.word, stretch.name, stretch.start...end)
    }
  }

  /// A suppression that has begun.
  private struct Stretch {
    let word: SuppressionComment.Word
    let name: String?
    let start: Int
    /// The number of suppressions that began before it.
    let number: Int
  }

  private static func inOrder(_ open: [String?: [Stretch]]) -> [Stretch] {
    open.values.joined().sorted { $0.number < $1.number }
  }

  /// Adds an instruction for findings that begin at `offsets`, the last one included.
  private mutating func add(_ word: SuppressionComment.Word, _ name: String?, _ offsets: ClosedRange<Int>) {
    let range = TextRange(offsets.lowerBound, offsets.upperBound + 1)
    instructions.append(Instruction(word: word, name: name, range: range))
  }
}
