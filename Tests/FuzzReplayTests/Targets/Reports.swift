import CExpat
import Diagnostics
import DraftText
import Foundation
import Reporting
import RuleEngine

/// Writes `file` in every format, and requires that readers of the format can read it.
func requireReports(of file: FileReport, rules: [RuleMetadata]) throws {
  for format in ReportFormat.allCases {
    let text = report(on: file, in: format, rules: rules)
    switch format {
    case .text, .concise: try require(!text.unicodeScalars.contains(where: obeyed), "\(format) moves the terminal")
    case .html: try requireHTML(text)
    case .csv:
      // In scalars: for Swift, a quotation mark with an accent is another character.
      let cells = text.unicodeScalars.split(separator: "\r\n".unicodeScalars).map { row in
        row.split(separator: "\",\"".unicodeScalars, omittingEmptySubsequences: false).count
      }
      try require(cells.allSatisfy { $0 >= 9 }, "a row of CSV lacks cells")
    case .markdown:
      try require(!text.unicodeScalars.contains(where: obeyed), "\(format) moves the terminal")
    case .json, .sarif, .gitlab, .rdjson: try requireJSON(text, format)
    case .jsonl, .jsonlDocuments, .rdjsonl:
      for line in text.split(separator: "\n") { try requireJSON(String(line), format) }
    case .checkstyle, .junit: try requireXML(text, format)
    case .github:
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      try require(lines.allSatisfy { $0.hasPrefix("::") }, "a command of GitHub breaks over lines")
    }
  }
}

private func report(on file: FileReport, in format: ReportFormat, rules: [RuleMetadata]) -> String {
  let run = RunDescription(rules: rules, paths: PathBase(workingFolder: "/work"), startTime: "2021-06-30T08:00:00")
  var reporter = format.reporter(ReportStyle(language: .zh), run)
  var summary = Summary()
  summary.add(file)
  var text = reporter.begin()
  reporter.report(file) { text += $0 }
  return text + reporter.finish(summary)
}

/// Whether a terminal obeys the scalar: control characters except the line feed, and changes of the text direction.
private func obeyed(_ scalar: Unicode.Scalar) -> Bool {
  scalar != "\n" && (scalar.properties.generalCategory == .control || (0x202A...0x202E).contains(scalar.value))
}

private func requireJSON(_ text: String, _ format: ReportFormat) throws(BrokenInvariant) {
  let value = try? JSONSerialization.jsonObject(with: Data(text.utf8))
  try require(value != nil, "\(format) is no JSON")
}

private func requireHTML(_ text: String) throws(BrokenInvariant) {
  try require(!text.unicodeScalars.contains(where: obeyed), "HTML holds control characters")
  try require(text.components(separatedBy: "<script>").count == 2, "a draft writes a script")
  let names = Set(text.matches(of: /<([A-Za-z][^\s>]*)/).map { String($0.output.1) })
  try require(names.isSubset(of: tags), "a draft writes a tag: \(names.subtracting(tags).sorted())")
}

/// The elements of a page.
private let tags: Set = [
  "html", "head", "meta", "title", "style", "body", "main", "script", "article", "section", "header", "nav", "aside",
  "div",
  "h1", "h2", "h3", "p", "b", "strong", "small", "span", "a", "mark", "del", "ins", "ul", "ol", "li",
  "table", "thead", "tbody", "tr", "th", "td", "details", "summary", "form", "fieldset", "legend", "label", "input",
]

private func requireXML(_ text: String, _ format: ReportFormat) throws(BrokenInvariant) {
  guard let parser = XML_ParserCreate(nil) else { throw BrokenInvariant(description: "no memory") }
  defer { XML_ParserFree(parser) }
  let bytes = text.utf8.map { CChar(bitPattern: $0) }
  try require(XML_Parse(parser, bytes, Int32(bytes.count), 1) == XML_STATUS_OK, "\(format) is no XML")
}
