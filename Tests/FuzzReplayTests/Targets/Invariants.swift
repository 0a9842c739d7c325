import Diagnostics
import DraftText
import Linting

extension SourceText {
  /// The text of an input; the first byte tells how it is marked up. Nil where it is no UTF-8.
  ///
  /// A byte tells rather than a part of the text, so that the corpus of one target is of use to others.
  init?(fuzzed input: [UInt8]) {
    guard String(validating: input, as: UTF8.self) != nil else { return nil }
    self.init(validUTF8: input, format: input.first == UInt8(ascii: "#") ? .markdown : .plainText)
  }

  /// Holds `range` against the text.
  func requireSound(_ range: TextRange, _ what: @autoclosure () -> String) throws(BrokenInvariant) {
    try require(
      range.end <= utf8.count && isScalarBorder(range.start) && isScalarBorder(range.end),
      "\(what()) at \(range.start)–\(range.end) is not on scalar borders of a text of \(utf8.count) bytes")
  }
}

extension Linter.Result {
  /// Holds all places against the text in which they were found: inside it, on scalar borders, in order, none twice.
  func requireSound(in source: SourceText) throws(BrokenInvariant) {
    for finding in diagnostics {
      let name = finding.ruleID.name
      try source.requireSound(finding.range, name)
      for place in finding.related { try source.requireSound(place.range, "a place that explains \(name)") }
      try finding.fix?.requireSound(in: source, of: name)
    }
    for (first, second) in zip(diagnostics, diagnostics.dropFirst()) {
      try require(
        (first.range, first.ruleID) <= (second.range, second.ruleID),
        "\(second.ruleID) stands behind \(first.ruleID) and before it in the text")
    }
    try require(Set(diagnostics).count == diagnostics.count, "a finding stands there twice")
  }
}

extension Fix {
  /// Holds the edits against the text and against each other.
  fileprivate func requireSound(in source: SourceText, of rule: String) throws(BrokenInvariant) {
    try require(!edits.isEmpty, "\(rule) offers a fix without edits")
    for edit in edits { try source.requireSound(edit.range, "an edit of \(rule)") }
    for (first, second) in zip(edits, edits.dropFirst()) {
      try require(first.range.end <= second.range.start, "edits of \(rule) overlap")
    }
  }
}
