import Diagnostics
import DraftText

/// CSV that WPS and Excel open by a double click: UTF-8 with a byte order mark, CRLF, a row for each finding, and an empty last
/// column for the user's decision.
struct CSVReporter: Reporter {
  private let language: Language

  init(language: Language) { self.language = language }

  func begin() -> String {
    let heads = [
      LocalizedText(zh: "文件", en: "file"), LocalizedText(zh: "行/段", en: "line"), LocalizedText(zh: "位置", en: "place"),
      LocalizedText(zh: "轻重", en: "severity"), LocalizedText(zh: "规则", en: "rule"),
      LocalizedText(zh: "说明", en: "message"), LocalizedText(zh: "原文", en: "text"),
      LocalizedText(zh: "建议", en: "advice"), LocalizedText(zh: "处置", en: "settled"),
    ]
    return "\u{FEFF}" + row(heads.map { $0[language] })
  }

  func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    for diagnostic in file.diagnostics {
      let position = file.source.lines.position(at: diagnostic.range.start)
      let column = LocalizedText(zh: "第\(position.column)列", en: "column \(position.column)")
      let place = file.location(of: diagnostic)?.path ?? column
      try write(
        row([
          file.path, String(position.line), place[language], diagnostic.severity.label[language],
          diagnostic.ruleID.name, withoutMiddle(diagnostic.message.text(in: language)),
          withoutMiddle(file.source[diagnostic.range]), diagnostic.fix?.offer(in: language) ?? "", "",
        ]))
    }
  }

  func report(_ error: ReportedError) -> String { "" }

  func finish(_ summary: Summary) -> String { "" }

  private func row(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\r\n" }

  /// The first characters that turn a cell into a formula. A formula can start another program.
  private static let formulaSigns: Set<Unicode.Scalar> = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"]

  /// Returns a cell in quotation marks. An apostrophe marks text that would otherwise be a formula.
  private func cell(_ text: String) -> String {
    let isFormula = text.unicodeScalars.first.map(Self.formulaSigns.contains) ?? false
    return "\"" + (isFormula ? "'" : "") + printable(text).escaped(["\"": "\"\""]) + "\""
  }
}
