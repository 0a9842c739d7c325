import Diagnostics
import DraftText
import Linting
import Reporting

extension FuzzTarget {
  /// Fixing ends, and changes only what the edits say. A second run changes nothing.
  static let fixer = FuzzTarget("fixer", isText: true) { input in
    guard let source = SourceText(fuzzed: input) else { return }
    for limit in [Fix.Applicability.safe, .unsafe] { try requireSoundFix(of: source, upTo: limit) }
  }

  private static func requireSoundFix(of source: SourceText, upTo limit: Fix.Applicability) throws {
    let fixer = Fixer(try .shipped(), upTo: limit)
    let result = try fixer.fix(source)
    try require(rebuilt(source, result.passes) == result.source.utf8, "more was changed than the edits say")
    try require(String(validating: result.source.utf8, as: UTF8.self) != nil, "the fixed text is no UTF-8")
    try result.remaining.requireSound(in: result.source)
    try requireNoNewFaults(try Linter.shipped().lint(source).diagnostics, result)
    try requirePatch(from: source.utf8, to: result.source.utf8)
    guard result.ending == .stable else {
      try require(result.ending == .unfinished, "the fixes never come to an end")
      return
    }
    let again = try fixer.fix(result.source)
    try require(
      again.passes.isEmpty && again.source.utf8 == result.source.utf8,
      "a second run changes something: \(again.fixed.keys)")
  }

  /// Returns the bytes after only the edits of each pass.
  private static func rebuilt(_ source: SourceText, _ passes: [[Diagnostic]]) -> [UInt8] {
    passes.reduce(source.utf8) { text, pass in
      let edits = pass.flatMap { $0.fix?.edits ?? [] }.sorted { $0.range.start > $1.range.start }
      return edits.reduce(into: text) { $0.replaceSubrange($1.range.start..<$1.range.end, with: $1.replacement.utf8) }
    }
  }

  /// Fixing does not increase the number of errors and warnings of any rule.
  private static func requireNoNewFaults(_ before: [Diagnostic], _ result: Fixer.Result) throws(BrokenInvariant) {
    func count(_ findings: [Diagnostic]) -> [RuleID: Int] {
      findings.filter { $0.severity > .info }.reduce(into: [:]) { $0[$1.ruleID, default: 0] += 1 }
    }
    let old = count(before)
    // A bracket whose width was changed can now be read as the partner of another bracket.
    let changesBrackets = result.fixed[RuleID("punctuation/halfwidth")] != nil
    for (rule, now) in count(result.remaining.diagnostics) where !(changesBrackets && rule.category == "pair") {
      try require(now <= old[rule, default: 0], "fixing brings \(rule)")
    }
  }

  /// Applying the patch to the old bytes gives the new bytes.
  private static func requirePatch(from old: [UInt8], to new: [UInt8]) throws(BrokenInvariant) {
    let patch = UnifiedDiff(path: Array("稿.txt".utf8), old: old, new: new).bytes
    try require(patch.isEmpty == (old == new), "a patch of nothing, or none for a change")
    guard !patch.isEmpty else { return }
    try require(patched(old, by: patch) == new, "the patch makes something else of the draft")
  }

  /// Returns `old` after a patch with hunks in order, applied as the program `patch` does.
  private static func patched(_ old: [UInt8], by patch: [UInt8]) -> [UInt8]? {
    let oldLines = linesWithEnds(of: old)
    var new: [UInt8] = []
    var next = 0
    var lines = linesWithEnds(of: patch).dropFirst(2)
    while let line = lines.popFirst() {
      let text = line.dropFirst()
      // If the next line is “\ No newline at end of file”, this line has no line feed.
      let hasNoEnd = lines.first?.first == UInt8(ascii: "\\")
      let content = hasNoEnd ? text.dropLast() : text
      switch line.first {
      case UInt8(ascii: "@"):
        // @@ -first,count +first,count @@
        let range = line.split(separator: UInt8(ascii: " "))[1].dropFirst().split(separator: UInt8(ascii: ","))
        guard let first = Int(String(decoding: range[0], as: UTF8.self)) else { return nil }
        let start = range.count > 1 && range[1].elementsEqual("0".utf8) ? first : first - 1
        guard next <= start, start <= oldLines.count else { return nil }
        new += oldLines[next..<start].joined()
        next = start
      case UInt8(ascii: " "), UInt8(ascii: "-"):
        guard next < oldLines.count, oldLines[next].elementsEqual(content) else { return nil }
        if line.first == UInt8(ascii: " ") { new += content }
        next += 1
      case UInt8(ascii: "+"): new += content
      case UInt8(ascii: "\\"): break
      default: return nil
      }
    }
    return new + oldLines[next...].joined()
  }

  private static func linesWithEnds(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for (offset, byte) in bytes.enumerated() where byte == 0x0A {
      lines.append(bytes[start...offset])
      start = offset + 1
    }
    return start < bytes.count ? lines + [bytes[start...]] : lines
  }
}
