import Diagnostics
import DraftOutline
import DraftText

/// What the comments of a draft suppress.
///
/// A comment that names rules or categories suppresses these; one without names all rules but those about the comments
/// themselves, which have to be named. A finding is suppressed where it begins.
package struct Suppression: Sendable {
  /// The category of the rules about the comments.
  private static let ownCategory = "silence"

  /// One name of a comment, or a comment without names, and how far it reaches.
  private struct Order {
    /// What is said of it.
    let word: SuppressionComment.Word
    /// The rule or category; nil for all.
    let name: String?
    /// From the first place that is silent to the last, both included.
    let reach: ClosedRange<Int>

    func concerns(_ id: RuleID) -> Bool { Suppression.names(concerning: id).contains(name) }
  }

  /// The names by which an order can mean a rule; nil is the one of those that mean all.
  private static func names(concerning id: RuleID) -> [String?] {
    (id.category == ownCategory ? [] : [nil]) + namesFitting(id)
  }

  private var orders: [Order] = []
  private var faults: [SuppressionFault] = []
  private let rules: [RuleID]

  /// Reads the comments of `document`.
  ///
  /// - Parameter rules: The ids of all rules there are.
  package init(_ document: Document, rules: [RuleID]) {
    self.rules = rules
    read(document.suppressionComments, end: document.reflowed.original.utf8.count)
  }

  /// The findings that are not suppressed, and what is wrong with the comments.
  ///
  /// - Parameters:
  ///   - held: The rules that were held against the draft.
  ///   - leftOut: The rules that were not and might have been, so that nobody knows what they would have found.
  package func unsuppressed(
    _ findings: [Diagnostic], held: Set<RuleID>, leftOut: Set<RuleID> = []
  ) -> (findings: [Diagnostic], faults: [SuppressionFault]) {
    let kept = unsuppressed(findings)
    var places: [String?: [Int]] = [:]
    for finding in findings {
      for name in Self.names(concerning: finding.ruleID) { places[name, default: []].append(finding.range.start) }
    }
    places = places.mapValues { $0.sorted() }
    let unused = orders.filter { order in
      let found = places[order.name, default: []]
      let first = found.partitioningIndex { $0 >= order.reach.lowerBound }
      let isUsed = first < found.count && found[first] <= order.reach.upperBound
      return !isUsed && order.name.map(isOwn) != true && rules.contains { order.concerns($0) && held.contains($0) }
        && !leftOut.contains(where: order.concerns)
    }
    return (kept, faults + unused.map { SuppressionFault.unused($0.word) })
  }

  /// The findings that no comment suppresses.
  package func unsuppressed(_ findings: [Diagnostic]) -> [Diagnostic] {
    let reaches = Dictionary(grouping: orders, by: \.name).mapValues { Reaches($0.map(\.reach)) }
    return findings.filter { finding in
      !Self.names(concerning: finding.ruleID).contains { reaches[$0]?.contains(finding.range.start) ?? false }
    }
  }

  /// Stretches of a text, which may overlap.
  private struct Reaches {
    private let starts: [Int]
    /// The furthest end of the stretches up to each.
    private let ends: [Int]

    init(_ reaches: [ClosedRange<Int>]) {
      let sorted = reaches.sorted { $0.lowerBound < $1.lowerBound }
      starts = sorted.map(\.lowerBound)
      var end = -1
      ends = sorted.map { reach in
        end = max(end, reach.upperBound)
        return end
      }
    }

    /// Whether one of them holds `offset`.
    func contains(_ offset: Int) -> Bool {
      let next = starts.partitioningIndex { $0 > offset }
      return next > 0 && ends[next - 1] >= offset
    }
  }

  private func isOwn(_ name: String) -> Bool { RuleID(name).category == Self.ownCategory }
}

// MARK: - Reading the comments

extension Suppression {
  private mutating func read(_ comments: [SuppressionComment], end: Int) {
    let known = Set(rules.flatMap(namesFitting))
    let sorted = known.sorted()
    // What has begun and not ended, by name and in the order of the text.
    var open: [String?: [Stretch]] = [:]
    var begun = 0
    for comment in comments {
      guard comment.isClosed, let directive = comment.directive else {
        faults.append(comment.directive == nil ? .unknownDirective(comment) : .unclosed(comment))
        continue
      }
      for name in comment.names where !known.contains(name.text) {
        faults.append(.unknownRule(name, known: sorted))
      }
      // Names that nothing bears suppress nothing, and need no partner.
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
          // Without a name it ends all that has begun.
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

  /// Silence that has begun.
  private struct Stretch {
    let word: SuppressionComment.Word
    let name: String?
    let start: Int
    /// How many began before it.
    let number: Int
  }

  private static func inOrder(_ open: [String?: [Stretch]]) -> [Stretch] {
    open.values.joined().sorted { $0.number < $1.number }
  }

  private mutating func add(_ word: SuppressionComment.Word, _ name: String?, _ reach: ClosedRange<Int>) {
    orders.append(Order(word: word, name: name, reach: reach))
  }
}
