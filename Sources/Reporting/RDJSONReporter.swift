import Diagnostics
import DraftText

/// The Reviewdog Diagnostic Format: as one object (rdjson), or with one diagnostic per line (rdjsonl).
struct RDJSONReporter: Reporter {
  let language: Language
  /// The object; nil for one diagnostic per line.
  private(set) var stream: JSONStream?

  mutating func begin() -> String {
    guard var stream else { return "" }
    defer { self.stream = stream }
    return stream.beginObject() + stream.member("source", source) + stream.beginArray("diagnostics")
  }

  mutating func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    for diagnostic in file.diagnostics { try write(text(object(diagnostic, in: file, language))) }
    for failure in file.failures { try write(report(failure)) }
  }

  mutating func report(_ error: ReportedError) -> String { text(object(error, language)) }

  mutating func finish(_ summary: Summary) -> String {
    guard var stream else { return "" }
    return stream.endArray() + stream.endObject() + "\n"
  }

  private mutating func text(_ object: JSON) -> String { stream?.element(object) ?? json(object) + "\n" }
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
