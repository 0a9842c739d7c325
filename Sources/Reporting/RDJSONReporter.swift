import Diagnostics
import DraftText

/// rdjson: the Reviewdog Diagnostic Format as one object.
struct RDJSONReporter: Reporter {
  private let language: Language
  private var stream = JSONStream()

  init(language: Language) { self.language = language }

  mutating func begin() -> String {
    stream.beginObject() + stream.member("source", source) + stream.beginArray("diagnostics")
  }

  mutating func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    for diagnostic in file.diagnostics { try write(stream.element(object(diagnostic, in: file, language))) }
    for failure in file.failures { try write(report(failure)) }
  }

  mutating func report(_ error: ReportedError) -> String { stream.element(object(error, language)) }

  mutating func finish(_ summary: Summary) -> String { stream.endArray() + stream.endObject() + "\n" }
}

/// rdjsonl: the Reviewdog Diagnostic Format with one diagnostic per line.
struct RDJSONLinesReporter: Reporter {
  let language: Language

  func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    for diagnostic in file.diagnostics { try write(json(object(diagnostic, in: file, language)) + "\n") }
    for failure in file.failures { try write(report(failure)) }
  }

  func report(_ error: ReportedError) -> String { json(object(error, language)) + "\n" }

  func finish(_ summary: Summary) -> String { "" }
}

private let source: JSON = ["name": "zhangfa"]

private func object(_ diagnostic: Diagnostic, in file: FileReport, _ language: Language) -> JSON {
  [
    "message": .string(file.message(of: diagnostic, in: language)), "location": location(diagnostic.range, in: file),
    "severity": .string(diagnostic.severity.rawValue.uppercased()), "source": source,
    "code": ["value": .string(diagnostic.ruleID.name)],
    // Suggestions are alternatives, so the edits of a fix must be merged into one.
    "suggestions": diagnostic.fix?.asSingleEdit(in: file.source).map {
      [["range": range($0.range, in: file.source), "text": .string($0.replacement)]]
    },
    "related_locations": diagnostic.related.json {
      ["message": .string($0.message.text(in: language)), "location": location($0.range, in: file)]
    },
  ]
}

/// Returns an error as the diagnostic of a file or of a line. The column is left out, because it is not in bytes.
private func object(_ error: ReportedError, _ language: Language) -> JSON {
  [
    "message": .string(error.message[language]), "severity": error.isSkipped ? "INFO" : "ERROR",
    "source": source,
    "location": [
      "path": .string(error.path), "range": error.position.map { ["start": ["line": .number($0.line)]] },
    ],
    "code": error.rule.map { ["value": .string($0.name)] },
  ]
}

private func location(_ place: TextRange, in file: FileReport) -> JSON {
  ["path": .string(file.path), "range": range(place, in: file.source)]
}

/// Returns a range. Lines and columns count from 1, columns in UTF-8 bytes; the end is exclusive.
private func range(_ range: TextRange, in source: SourceText) -> JSON {
  func position(_ offset: Int) -> JSON {
    ["line": .number(source.lines.line(at: offset)), "column": .number(source.lines.byteColumn(at: offset))]
  }
  return ["start": position(range.start), "end": position(range.end)]
}
