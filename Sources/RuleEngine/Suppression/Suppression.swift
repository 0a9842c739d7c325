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
    /// The offsets that it covers, from the first to the last, both included.
    let offsets: ClosedRange<Int>

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
      let first = found.partitioningIndex { $0 >= instruction.offsets.lowerBound }
      let isUsed = first < found.count && found[first] <= instruction.offsets.upperBound
      return !isUsed && instruction.name.map(isOwn) != true
        && rules.contains { instruction.concerns($0) && checked.contains($0) }
        && !unchecked.contains(where: instruction.concerns)
    }
    return (kept, faults + unused.map { SuppressionFault.unused($0.word) })
  }

  /// Returns the findings that no comment suppresses.
  package func unsuppressed(_ findings: [Diagnostic]) -> [Diagnostic] {
    let covered = Dictionary(grouping: instructions, by: \.name).mapValues { CoveredOffsets($0.map(\.offsets)) }
    return findings.filter { finding in
      !Self.names(concerning: finding.ruleID).contains { covered[$0]?.contains(finding.range.start) ?? false }
    }
  }

  /// Ranges of a text, which can overlap.
  private struct CoveredOffsets {
    private let starts: [Int]
    /// For each range, the furthest end of the ranges up to it.
    private let ends: [Int]

    init(_ covered: [ClosedRange<Int>]) {
      let sorted = covered.sorted { $0.lowerBound < $1.lowerBound }
      starts = sorted.map(\.lowerBound)
      var end = -1
      ends = sorted.map { offsets in
        end = max(end, offsets.upperBound)
        return end
      }
    }

    /// Whether one of the ranges holds `offset`.
    func contains(_ offset: Int) -> Bool {
      let next = starts.partitioningIndex { $0 > offset }
      return next > 0 && ends[next - 1] >= offset
    }
  }

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
        faults.append(comment.directive == nil ? .unknownDirective(comment) : .unclosed(comment))
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

  private mutating func add(_ word: SuppressionComment.Word, _ name: String?, _ offsets: ClosedRange<Int>) {
    instructions.append(Instruction(word: word, name: name, offsets: offsets))
  }
}
