import Diagnostics
import DraftText
import Foundation
import Reporting
import Testing

/// The places in each format can be found with only the report and the bytes of the drafts.
@Suite struct PlaceTests {
  private let run = SampleRun.findings

  private var expected: [String] { run.files.flatMap { file in file.diagnostics.map { file.source[$0.range] } } }

  /// The fixed line of the first draft: after only its safe fix, and after only its unsafe fix.
  private let repaired = ["　　𠮷二、抓“服务", "　　𠮷一、抓《服务》"]

  @Test func ofSARIFAreCodePoints() throws {
    let log = try decoded(SARIF.self, run.rendered(.sarif))
    let results = try #require(log.runs.first?.results)
    let places = try results.map { result in
      let place = try #require(result.locations.first?.physicalLocation)
      return try cut(place.region.range(.codePoints), from: draft(at: place.artifactLocation.uri)).inside
    }
    #expect(places == expected)
    #expect(places == results.compactMap { $0.locations.first?.physicalLocation.region.snippet?.text })
    let fixes = results.compactMap { $0.fixes?.first?.artifactChanges.first }.prefix(2)
    let lines = try fixes.map { change in
      try change.replacements.reversed().reduce(draft(at: change.artifactLocation.uri)) { source, replacement in
        let pieces = try cut(replacement.deletedRegion.range(.codePoints), from: source)
        return SourceText(pieces.before + replacement.insertedContent.text + pieces.after)
      }
    }.map { $0[$0.lines.range(ofLine: 4)] }
    #expect(lines == repaired)
  }

  @Test(arguments: [ReportFormat.rdjson, .rdjsonl])
  func ofRDJSONAreBytes(format: ReportFormat) throws {
    let text = run.rendered(format)
    let diagnostics =
      try format == .rdjson
      ? decoded(RDF.self, text).diagnostics
      : text.split(separator: "\n").map { try decoded(RDF.Diagnostic.self, String($0)) }
    let places = try diagnostics.compactMap { diagnostic in
      try diagnostic.location.range.flatMap { range in
        try range.end.map {
          try cut((range.start.pair, $0.pair, .bytes), from: source(diagnostic.location.path)).inside
        }
      }
    }
    #expect(places == expected)
    let lines = try diagnostics.compactMap { diagnostic in
      try diagnostic.suggestions?.first.map { suggestion in
        let end = try #require(suggestion.range.end)
        let pieces = try cut((suggestion.range.start.pair, end.pair, .bytes), from: source(diagnostic.location.path))
        return SourceText(pieces.before + suggestion.text + pieces.after)
      }
    }.prefix(2).map { $0[$0.lines.range(ofLine: 4)] }
    #expect(lines == repaired)
  }

  @Test func ofGitHubAreCodePoints() throws {
    let commands = run.rendered(.github).split(separator: "\n").prefix(expected.count)
    #expect(commands.count == expected.count)
    for (command, text) in zip(commands, expected) {
      let match = try #require(
        command.wholeMatch(
          of:
            /::(?:error|warning|notice) file=([^,:]*),line=(\d+),endLine=(\d+)(?:,col=(\d+),endColumn=(\d+))?,title=[^,:]*::.*/
        ))
      guard let start = match.4.flatMap({ Int($0) }), let end = match.5.flatMap({ Int($0) }) else {
        #expect(match.2 != match.3 && text.contains("\n"))
        continue
      }
      let (first, last) = (try #require(Int(match.2)), try #require(Int(match.3)))
      let place: Place = ((first, start), (last, end), .codePoints)
      #expect(try cut(place, from: source(String(match.1))).inside == text)
    }
  }

  @Test(arguments: [ReportFormat.sarif, .gitlab])
  func fingerprintsAreUnique(format: ReportFormat) throws {
    let prints: [String]
    if format == .sarif {
      prints = try decoded(SARIF.self, run.rendered(format)).runs.flatMap(\.results).compactMap {
        $0.partialFingerprints["zhangfa/v2"]
      }
    } else {
      prints = try decoded([GitLabIssue].self, run.rendered(format)).map(\.fingerprint)
    }
    #expect(prints.count == expected.count + (format == .gitlab ? 3 : 0))
    #expect(Set(prints).count == prints.count)
  }

  @Test func linesOfJSONSayWhatTheyAre() throws {
    let lines = try run.rendered(.jsonl).split(separator: "\n").map { try decoded(TypedLine.self, String($0)).type }
    #expect(Set(lines) == ["start", "file", "diagnostic", "error", "summary"])
    #expect(lines.first == "start")
    #expect(lines.last == "summary")
    #expect(lines.count { $0 == "diagnostic" } == expected.count)
  }

  // MARK: Reading

  private enum Unit { case codePoints, bytes }

  private typealias Place = (start: (Int, Int), end: (Int, Int), unit: Unit)

  private func decoded<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }

  private func draft(at uri: String) throws -> SourceText { try source(#require(uri.removingPercentEncoding)) }

  private func source(_ path: String) throws -> SourceText { try #require(run.files.first { $0.path == path }).source }

  /// Cuts a draft at lines and columns as another program would, without our line index.
  private func cut(_ place: Place, from source: SourceText) throws -> (before: String, inside: String, after: String) {
    let utf8 = source.utf8
    let lines = utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    func offset(_ position: (line: Int, column: Int)) throws -> Int {
      try #require(lines.indices.contains(position.line - 1))
      let line = lines[position.line - 1]
      guard place.unit == .codePoints else { return line.startIndex + position.column - 1 }
      let before = String(decoding: line, as: UTF8.self).unicodeScalars.prefix(position.column - 1)
      return line.startIndex + String(before).utf8.count
    }
    let (start, end) = (try offset(place.start), try offset(place.end))
    try #require(start <= end && end <= utf8.count)
    return (
      String(decoding: utf8[..<start], as: UTF8.self), String(decoding: utf8[start..<end], as: UTF8.self),
      String(decoding: utf8[end...], as: UTF8.self)
    )
  }

  // MARK: The formats as other programs decode them

  private struct SARIF: Decodable {
    struct Run: Decodable { let results: [Result] }
    struct Text: Decodable { let text: String }
    struct Artifact: Decodable { let uri: String }
    struct Region: Decodable {
      let startLine, startColumn, endLine, endColumn: Int
      let snippet: Text?

      func range(_ unit: Unit) -> Place { ((startLine, startColumn), (endLine, endColumn), unit) }
    }
    struct Location: Decodable {
      struct Physical: Decodable {
        let artifactLocation: Artifact
        let region: Region
      }
      let physicalLocation: Physical
    }
    struct Fix: Decodable { let artifactChanges: [Change] }
    struct Change: Decodable {
      struct Replacement: Decodable {
        let deletedRegion: Region
        let insertedContent: Text
      }
      let artifactLocation: Artifact
      let replacements: [Replacement]
    }
    struct Result: Decodable {
      let locations: [Location]
      let fixes: [Fix]?
      let partialFingerprints: [String: String]
    }
    let runs: [Run]
  }

  private struct RDF: Decodable {
    struct Position: Decodable {
      let line: Int
      let column: Int?

      var pair: (Int, Int) { (line, column ?? 1) }
    }
    struct Range: Decodable {
      let start: Position
      let end: Position?
    }
    struct Location: Decodable {
      let path: String
      let range: Range?
    }
    struct Suggestion: Decodable {
      let range: Range
      let text: String
    }
    struct Diagnostic: Decodable {
      let location: Location
      let suggestions: [Suggestion]?
    }
    let diagnostics: [Diagnostic]
  }

  private struct GitLabIssue: Decodable { let fingerprint: String }
  private struct TypedLine: Decodable { let type: String }
}
