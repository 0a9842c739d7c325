import Diagnostics
import DraftText
import Linting

/// The pieces that a report in JSON, version 1, is made of.
enum JSONReport {
  /// The version of the format.
  static let version = 1

  struct Tool: Encodable {
    let name = "zhangfa"
    let version = toolVersion
  }

  struct File: Encodable {
    let path: String
    let profile: String
    let encoding: TextEncoding

    init(_ file: FileReport) {
      path = file.path
      profile = file.profile
      encoding = file.source.encoding
    }
  }

  struct Place: Encodable {
    let line: Int
    let column: Int
    let offset: Int

    init(_ offset: Int, in text: SourceText) {
      let position = text.lines.position(at: offset)
      line = position.line
      column = position.column
      self.offset = offset
    }
  }

  struct Range: Encodable {
    let start: Place
    let end: Place

    init(_ range: TextRange, in text: SourceText) {
      start = Place(range.start, in: text)
      end = Place(range.end, in: text)
    }
  }

  struct Related: Encodable {
    let message: String
    let range: Range
  }

  struct Edit: Encodable {
    let range: Range
    let replacement: String
  }

  struct Fix: Encodable {
    let title: String
    let applicability: Diagnostics.Fix.Applicability
    let edits: [Edit]
  }

  struct Diagnostic: Encodable {
    let path: String
    let rule: String
    let severity: Severity
    let message: String
    let text: String
    let range: Range
    let related: [Related]
    let fix: Fix?

    init(_ diagnostic: Diagnostics.Diagnostic, in file: FileReport, _ language: Language) {
      let source = file.source
      path = file.path
      rule = diagnostic.ruleID.name
      severity = diagnostic.severity
      message = diagnostic.message.text(in: language)
      text = source[diagnostic.range]
      range = Range(diagnostic.range, in: source)
      related = diagnostic.related.map {
        Related(message: $0.message.text(in: language), range: Range($0.range, in: source))
      }
      fix = diagnostic.fix.map { fix in
        Fix(
          title: fix.title.text(in: language), applicability: fix.applicability,
          edits: fix.edits.map { Edit(range: Range($0.range, in: source), replacement: $0.replacement) })
      }
    }
  }

  /// A change that was made. Its place is one of the fixed text.
  struct Change: Encodable {
    let path: String
    let rule: String
    let line: Int
    let column: Int
    let before: String
    let after: String

    init(_ change: AppliedChange, in file: FileReport) {
      path = file.path
      rule = change.ruleID.name
      line = change.position.line
      column = change.position.column
      before = change.before
      after = change.after
    }
  }

  struct Failure: Encodable {
    let path: String
    let line: Int?
    let column: Int?
    let message: String
    let rule: String?

    init(_ error: ReportedError, _ language: Language) {
      path = error.path
      line = error.position?.line
      column = error.position?.column
      message = error.message[language]
      rule = error.rule?.name
    }
  }

  struct Summary: Encodable {
    let files: Int
    let error: Int
    let warning: Int
    let info: Int
    /// The findings that a baseline holds, and those of it that are gone; only where there is one.
    let known, gone: Int?

    init(_ summary: Reporting.Summary) {
      files = summary.files
      error = summary[.error]
      warning = summary[.warning]
      info = summary[.info]
      known = summary.baseline?.known
      gone = summary.baseline?.gone
    }
  }
}
