import Diagnostics
import DraftText

/// JUnit XML as Ant's JUnitReport has it: a test suite for every file, with a failed test case for every finding, or one
/// that passed where there is none. What could not be checked is an error.
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

  mutating func report(_ file: FileReport) -> String {
    var names: [String: Int] = [:]
    let failures = file.diagnostics.map { diagnostic in
      // Readers take two cases of one name for one.
      let name = name(diagnostic, in: file)
      names[name, default: 0] += 1
      let number = names[name, default: 1]
      return testCase(number == 1 ? name : "\(name) (\(number))", file.path, failure(diagnostic, in: file))
    }
    let errors = file.failures.map(testCase)
    let passed = failures.isEmpty && errors.isEmpty ? [testCase("zhangfa", file.path)] : []
    let profile = XMLElement("property", [("name", "profile"), ("value", file.profile)])
    return suite(
      file.path, properties: [profile], failures + errors + passed, failures: failures.count, errors: errors.count)
  }

  mutating func report(_ error: ReportedError) -> String {
    suite(error.path, [testCase(error)], failures: 0, errors: 1)
  }

  func finish(_ summary: Summary) -> String { "</testsuites>\n" }

  private mutating func suite(
    _ path: String, properties: [XMLElement] = [], _ cases: [XMLElement], failures: Int, errors: Int
  ) -> String {
    defer { id += 1 }
    let attributes = [
      ("id", "\(id)"), ("package", "zhangfa"), ("name", path), ("hostname", "localhost"), ("timestamp", startTime),
      ("tests", "\(cases.count)"), ("failures", "\(failures)"), ("errors", "\(errors)"), ("time", "0"),
    ]
    let content =
      [XMLElement("properties", [], properties)] + cases + [XMLElement("system-out"), XMLElement("system-err")]
    return XMLElement("testsuite", attributes, content).rendered(level: 1)
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
      [("type", diagnostic.severity.rawValue), ("message", shortened(diagnostic.message.text(in: language)))],
      text: details(diagnostic, in: file))
  }

  private func testCase(_ error: ReportedError) -> XMLElement {
    let place = error.position.map { " \($0.line):\($0.column)" } ?? ""
    return testCase(
      (error.rule?.name ?? "zhangfa") + place, error.path,
      XMLElement(
        "error", [("type", "error"), ("message", error.message[language])],
        text: String(error.line(in: language).dropLast())))
  }

  /// The finding as text: itself, related places, the offered fix.
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
