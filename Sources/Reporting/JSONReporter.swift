import Diagnostics
import DraftText

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// JSON, version 1. Lines and columns count from 1, columns in code points; offsets are bytes of the text in UTF-8.
struct JSONReporter: Reporter {
  private let language: Language
  private var files: [JSONReport.File] = []
  private var diagnostics: [JSONReport.Diagnostic] = []
  private var errors: [JSONReport.Failure] = []

  init(language: Language) { self.language = language }

  mutating func report(_ file: FileReport) -> String {
    files.append(.init(path: file.path, profile: file.profile, encoding: file.source.encoding))
    diagnostics += file.diagnostics.map { JSONReport.Diagnostic($0, in: file, language) }
    return ""
  }

  mutating func report(_ error: ReportedError) -> String {
    errors.append(
      .init(
        path: error.path, line: error.position?.line, column: error.position?.column, message: error.message[language],
        rule: error.rule?.name))
    return ""
  }

  func finish(_ summary: Summary) -> String {
    let report = JSONReport(
      tool: .init(), files: files, diagnostics: diagnostics, errors: errors, summary: .init(summary))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let json = try? encoder.encode(report) else {
      preconditionFailure("a report holds nothing that JSON cannot say")
    }
    return String(decoding: json, as: UTF8.self) + "\n"
  }
}

private struct JSONReport: Encodable {
  struct Tool: Encodable {
    let name = "zhangfa"
    let version = toolVersion
  }

  struct File: Encodable {
    let path: String
    let profile: String
    let encoding: TextEncoding
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

  struct Failure: Encodable {
    let path: String
    let line: Int?
    let column: Int?
    let message: String
    let rule: String?
  }

  struct Summary: Encodable {
    let files: Int
    let error: Int
    let warning: Int
    let info: Int

    init(_ summary: Reporting.Summary) {
      files = summary.files
      error = summary[.error]
      warning = summary[.warning]
      info = summary[.info]
    }
  }

  let version = 1
  let tool: Tool
  let files: [File]
  let diagnostics: [Diagnostic]
  let errors: [Failure]
  let summary: Summary
}
