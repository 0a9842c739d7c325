import Diagnostics
import DraftText

/// The objects of the Reviewdog Diagnostic Format that zhangfa writes, under their names in it.
enum RDFReport {
  struct Source: Encodable {
    let name = "zhangfa"
  }

  enum Severity: String, Encodable {
    case error = "ERROR"
    case warning = "WARNING"
    case info = "INFO"

    init(_ severity: Diagnostics.Severity) {
      switch severity {
      case .error: self = .error
      case .warning: self = .warning
      case .info: self = .info
      }
    }
  }

  /// A place: lines and columns from 1, columns in bytes of UTF-8.
  struct Position: Encodable {
    let line: Int
    let column: Int?

    /// A whole line.
    init(line: Int) {
      self.line = line
      column = nil
    }

    init(_ offset: Int, in source: SourceText) {
      line = source.lines.line(at: offset)
      column = source.lines.byteColumn(at: offset)
    }
  }

  /// The end is exclusive.
  struct Range: Encodable {
    let start: Position
    let end: Position?

    /// A whole line.
    init(line: Int) {
      start = Position(line: line)
      end = nil
    }

    init(_ range: TextRange, in source: SourceText) {
      start = Position(range.start, in: source)
      end = Position(range.end, in: source)
    }
  }

  struct Location: Encodable {
    let path: String
    let range: Range?
  }

  struct Code: Encodable {
    let value: String
  }

  struct Suggestion: Encodable {
    let range: Range
    let text: String
  }

  struct RelatedLocation: Encodable {
    let message: String
    let location: Location
  }

  struct Diagnostic: Encodable {
    let message: String
    let location: Location
    let severity: Severity
    let source = Source()
    let code: Code?
    let suggestions: [Suggestion]?
    let relatedLocations: [RelatedLocation]?

    private enum CodingKeys: String, CodingKey {
      case message, location, severity, source, code, suggestions
      case relatedLocations = "related_locations"
    }

    init(_ diagnostic: Diagnostics.Diagnostic, in file: FileReport, _ language: Language) {
      let source = file.source
      message = diagnostic.message.text(in: language)
      location = Location(path: file.path, range: Range(diagnostic.range, in: source))
      severity = Severity(diagnostic.severity)
      code = Code(value: diagnostic.ruleID.name)
      // Suggestions are alternatives, so edits that belong together have to be one.
      suggestions = diagnostic.fix?.mergedEdit(in: source).map {
        [Suggestion(range: Range($0.range, in: source), text: $0.replacement)]
      }
      let related = diagnostic.related.map { place in
        RelatedLocation(
          message: place.message.text(in: language),
          location: Location(path: file.path, range: Range(place.range, in: source)))
      }
      relatedLocations = related.isEmpty ? nil : related
    }

    /// An error is the diagnostic of a file, or of a line of it: the column that it may know is not in bytes.
    init(_ error: ReportedError, _ language: Language) {
      message = error.message[language]
      location = Location(path: error.path, range: error.position.map { Range(line: $0.line) })
      severity = .error
      code = error.rule.map { Code(value: $0.name) }
      (suggestions, relatedLocations) = (nil, nil)
    }
  }
}
