import Diagnostics
import DraftText

/// CSV that WPS and Excel open by a double click: UTF-8 with a byte order mark, CRLF, a row for each finding, and an
/// empty last column for the user's decision.
struct CSVReporter: Reporter, Bilingual {
  let language: Language

  func begin() -> String {
    let heads = [
      say("文件", "file"), say("行/段", "line"), say("位置", "place"), say("轻重", "severity"), say("规则", "rule"),
      say("说明", "message"), say("原文", "text"), say("建议", "advice"), say("处置", "settled"),
    ]
    return "\u{FEFF}" + row(heads)
  }

  func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    for diagnostic in file.diagnostics {
      let position = file.source.lines.position(at: diagnostic.range.start)
      let column = say("第\(position.column)列", "column \(position.column)")
      let place = file.location(of: diagnostic)?.path?[language] ?? column
      try write(
        row([
          file.path, String(position.line), place, diagnostic.severity.label[language],
          diagnostic.ruleID.name, withoutMiddle(diagnostic.message.text(in: language)),
          withoutMiddle(file.source[diagnostic.range]), diagnostic.fix?.offer(in: language) ?? "", "",
        ]))
    }
  }

  func report(_ error: ReportedError) -> String { "" }

  private func row(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\r\n" }

  /// The first characters that turn a cell into a formula. A formula can start another program.
  private static let formulaSigns: Set<Unicode.Scalar> = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"]

  /// Returns a cell in quotation marks. An apostrophe marks text that would otherwise be a formula.
  private func cell(_ text: String) -> String {
    let isFormula = text.unicodeScalars.first.map(Self.formulaSigns.contains) ?? false
    return "\"" + (isFormula ? "'" : "") + printable(text).escaped(["\"": "\"\""]) + "\""
  }
}
