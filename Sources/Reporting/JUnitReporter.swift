import Diagnostics
import DraftText

/// JUnit XML in the format of Ant's JUnitReport: a test suite for each file, with a failed test case for each finding, or one
/// passed test case if there is none. A file or rule that could not be checked is an error.
struct JUnitReporter: Reporter {
  private let language: Language
  private let startTime: String
  /// The number of the next suite.
  private var id = 0

  init(language: Language, startTime: String) {
    self.language = language
    self.startTime = startTime
  }

  func begin() -> String { xmlDeclaration + "<testsuites>\n" }

  mutating func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    let isClean = file.diagnostics.isEmpty && file.failures.isEmpty
    let cases = file.diagnostics.count + file.failures.count + (isClean ? 1 : 0)
    let suite = suite(file.path, cases: cases, failures: file.diagnostics.count, errors: file.failures.count)
    let profile = XMLElement("property", [("name", "profile"), ("value", file.profile)])
    try write(suite.opening(level: 1) + Self.properties([profile]))
    var names: [String: Int] = [:]
    for diagnostic in file.diagnostics {
      // Readers merge test cases of the same name.
      let name = name(diagnostic, in: file)
      names[name, default: 0] += 1
      let number = names[name, default: 1]
      let failed = testCase(number == 1 ? name : "\(name) (\(number))", file.path, failure(diagnostic, in: file))
      try write(failed.rendered(level: 2))
    }
    for failure in file.failures { try write(testCase(failure).rendered(level: 2)) }
    if isClean { try write(testCase("zhangfa", file.path).rendered(level: 2)) }
    try write(Self.output + suite.closing(level: 1))
  }

  mutating func report(_ error: ReportedError) -> String {
    let suite = suite(error.path, cases: 1, failures: 0, errors: error.isSkipped ? 0 : 1)
    return suite.opening(level: 1) + Self.properties([]) + testCase(error).rendered(level: 2) + Self.output
      + suite.closing(level: 1)
  }

  func finish(_ summary: Summary) -> String { "</testsuites>\n" }

  /// Returns the element before the test cases of a suite; `output` has the elements after them.
  private static func properties(_ properties: [XMLElement]) -> String {
    XMLElement("properties", [], properties).rendered(level: 2)
  }
  private static let output =
    XMLElement("system-out").rendered(level: 2) + XMLElement("system-err").rendered(level: 2)

  /// Returns the next suite without its content.
  private mutating func suite(_ path: String, cases: Int, failures: Int, errors: Int) -> XMLElement {
    defer { id += 1 }
    return XMLElement(
      "testsuite",
      [
        ("id", "\(id)"), ("package", "zhangfa"), ("name", path), ("hostname", "localhost"), ("timestamp", startTime),
        ("tests", "\(cases)"), ("failures", "\(failures)"), ("errors", "\(errors)"), ("time", "0"),
      ])
  }

  private func testCase(_ name: String, _ path: String, _ result: XMLElement? = nil) -> XMLElement {
    XMLElement("testcase", [("name", name), ("classname", path), ("time", "0")], result.map { [$0] } ?? [])
  }

  private func name(_ diagnostic: Diagnostic, in file: FileReport) -> String {
    let position = file.source.lines.position(at: diagnostic.range.start)
    return "\(diagnostic.ruleID) \(position.line):\(position.column)"
  }

  private func failure(_ diagnostic: Diagnostic, in file: FileReport) -> XMLElement {
    XMLElement(
      "failure",
      [("type", diagnostic.severity.rawValue), ("message", file.message(of: diagnostic, in: language))],
      text: details(diagnostic, in: file))
  }

  private func testCase(_ error: ReportedError) -> XMLElement {
    if error.isSkipped {
      return testCase("zhangfa", error.path, XMLElement("skipped", [("message", error.message[language])]))
    }
    let place = error.position.map { " \($0.line):\($0.column)" } ?? ""
    return testCase(
      (error.rule?.name ?? "zhangfa") + place, error.path,
      XMLElement(
        "error", [("type", "error"), ("message", error.message[language])],
        text: String(error.line(in: language).dropLast())))
  }

  /// Returns the finding as text: its message, the related places and the offered fix.
  private func details(_ diagnostic: Diagnostic, in file: FileReport) -> String {
    let lines =
      [ConciseReporter(language: language).line(diagnostic, in: file)]
      + diagnostic.related.map { place in
        let position = file.source.lines.position(at: place.range.start)
        return "\(file.path):\(position.line):\(position.column): \(place.message.text(in: language))"
      } + (diagnostic.fix.map { ["\(Fix.label[language]) \($0.offer(in: language))"] } ?? [])
    return lines.map { printable($0) }.joined(separator: "\n")
  }
}
