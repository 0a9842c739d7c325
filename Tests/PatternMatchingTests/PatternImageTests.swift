import DraftText
import Testing

@testable import PatternMatching

@Suite("Compiled patterns that outlive the process")
struct PatternImageTests {
  private static let text = SourceText("某X某\nY某某")

  private func places(_ pattern: Pattern) throws -> [TextRange] {
    try pattern.matches(in: Self.text).map(\.range)
  }

  @Test(arguments: [
    "某+", "(?<a>X)|(?<a>Y)某", #"某\K某"#, "^某|某$", "(*NO_AUTO_POSSESS)[^某]", "[X某]{2}(?&c)?(?(DEFINE)(?<c>Y))",
  ])
  func matchesAsTheOriginal(_ source: String) throws {
    let pattern = try Pattern(source)
    let prepared = pattern.prepared
    #expect(prepared.image != nil)
    #expect(try places(Pattern(prepared)) == places(pattern))
    #expect(Pattern(prepared).groupNames == pattern.groupNames)
  }

  @Test(arguments: ["X", "[^X]"]) func nothingIsCompiledAgain(_ source: String) throws {
    let pattern = try Pattern(source)
    let prepared = pattern.prepared
    // What is no expression could not be compiled.
    let misnamed = PreparedPattern(
      source: PackedBytes("("), hasExceptions: false, opening: prepared.opening, wholeOpening: prepared.wholeOpening,
      groupNames: [], image: prepared.image)
    #expect(try places(Pattern(misnamed)) == places(pattern))
  }

  @Test func imageOfAnotherReleaseIsPassedOver() throws {
    let pattern = try Pattern("X")
    let prepared = pattern.prepared
    var bytes = try #require(prepared.image).bytes
    // The release stands behind the four bytes that begin every image.
    bytes[4] ^= 0xFF
    let foreign = PreparedPattern(
      source: prepared.source, hasExceptions: false, opening: prepared.opening, wholeOpening: prepared.wholeOpening,
      groupNames: [], image: PatternImage(bytes: bytes))
    #expect(try places(Pattern(foreign)) == places(pattern))
  }

  @Test func anyByteCanBeText() {
    let bytes = Array(UInt8.min...UInt8.max)
    let pieces = [bytes[..<200], bytes[200...]].map { PackedBytes(PatternImage.text(of: $0)) }
    #expect(PatternImage(pieces).bytes == bytes)
  }
}
