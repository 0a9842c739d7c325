import Diagnostics
import DraftText
import Linting

extension SourceText {
  /// Makes a text of an input; nil if it is not UTF-8. It is Markdown if the first byte is `#`, else plain text.
  ///
  /// The first byte also belongs to the text, so that targets can share their corpora.
  init?(fuzzed input: [UInt8]) {
    guard String(validating: input, as: UTF8.self) != nil else { return nil }
    self.init(validUTF8: input, format: input.first == UInt8(ascii: "#") ? .markdown : .plainText)
  }

  /// Requires that `range` is inside the text, on scalar borders.
  func requireSound(_ range: TextRange, _ what: @autoclosure () -> String) throws(BrokenInvariant) {
    try require(
      range.end <= utf8.count && isScalarBorder(range.start) && isScalarBorder(range.end),
      "\(what()) at \(range.start)–\(range.end) is not on scalar borders of a text of \(utf8.count) bytes")
  }
}

extension Linter.Result {
  /// Requires that all places are inside the text, on scalar borders, in order, and none twice.
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
  /// Requires that the edits are inside the text and do not overlap.
  fileprivate func requireSound(in source: SourceText, of rule: String) throws(BrokenInvariant) {
    try require(!edits.isEmpty, "\(rule) offers a fix without edits")
    for edit in edits { try source.requireSound(edit.range, "an edit of \(rule)") }
    for (first, second) in zip(edits, edits.dropFirst()) {
      try require(first.range.end <= second.range.start, "edits of \(rule) overlap")
    }
  }
}
