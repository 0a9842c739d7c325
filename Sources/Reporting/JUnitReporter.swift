import Diagnostics
import DraftText

/// JUnit XML in the format of Ant's JUnitReport: a test suite for each file, with a failed test case for each finding,
/// or one passed test case if there is none. A file or rule that could not be checked is an error.
struct JUnitReporter: Reporter {
  let language: Language
  let startTime: String
  /// The number of the next suite.
  private(set) var id = 0

  func begin() -> String { xmlDeclaration + "<testsuites>\n" }

  mutating func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    let isClean = file.diagnostics.isEmpty && file.failures.isEmpty
    let cases = file.diagnostics.count + file.failures.count + (isClean ? 1 : 0)
    let profile = xmlTag("property", ["name": "profile", "value": file.profile])
    try write(
      suite(file.path, cases: cases, failures: file.diagnostics.count, errors: file.failures.count)
        + "    <properties>\n      <\(profile)/>\n    </properties>\n")
    var names: [String: Int] = [:]
    for diagnostic in file.diagnostics {
      // Readers merge test cases of the same name.
      let name = name(diagnostic, in: file)
      let number = names.countUp(name)
      try write(testCase(number == 1 ? name : "\(name) (\(number))", file.path, failure(diagnostic, in: file)))
    }
    for failure in file.failures { try write(testCase(failure)) }
    if isClean { try write(testCase("zhangfa", file.path)) }
    try write(Self.end)
  }

  mutating func report(_ error: ReportedError) -> String {
    suite(error.path, cases: 1, failures: 0, errors: error.isSkipped ? 0 : 1) + "    <properties/>\n"
      + testCase(error) + Self.end
  }

  func finish(_ summary: Summary) -> String { "</testsuites>\n" }

  /// Returns the beginning of the next suite.
  private mutating func suite(_ path: String, cases: Int, failures: Int, errors: Int) -> String {
    defer { id += 1 }
    let tag = xmlTag(
      "testsuite",
      [
        "id": "\(id)", "package": "zhangfa", "name": path, "hostname": "localhost", "timestamp": startTime,
        "tests": "\(cases)", "failures": "\(failures)", "errors": "\(errors)", "time": "0",
      ])
    return "  <\(tag)>\n"
  }

  /// The end of a suite.
  private static let end = "    <system-out/>\n    <system-err/>\n  </testsuite>\n"

  /// - Parameter result: The element of a test that has not passed.
  private func testCase(_ name: String, _ path: String, _ result: String? = nil) -> String {
    let tag = xmlTag("testcase", ["name": name, "classname": path, "time": "0"])
    return result.map { "    <\(tag)>\n      \($0)\n    </testcase>\n" } ?? "    <\(tag)/>\n"
  }

  private func name(_ diagnostic: Diagnostic, in file: FileReport) -> String {
    let position = file.source.lines.position(at: diagnostic.range.start)
    return "\(diagnostic.ruleID) \(position.line):\(position.column)"
  }

  private func failure(_ diagnostic: Diagnostic, in file: FileReport) -> String {
    let tag = xmlTag(
      "failure", ["type": diagnostic.severity.rawValue, "message": file.message(of: diagnostic, in: language)])
    return "<\(tag)>\(xmlEscaped(details(diagnostic, in: file)))</failure>"
  }

  private func testCase(_ error: ReportedError) -> String {
    if error.isSkipped {
      return testCase("zhangfa", error.path, "<\(xmlTag("skipped", ["message": error.message[language]]))/>")
    }
    let place = error.position.map { " \($0.line):\($0.column)" } ?? ""
    let tag = xmlTag("error", ["type": "error", "message": error.message[language]])
    return testCase(
      (error.rule?.name ?? "zhangfa") + place, error.path,
      "<\(tag)>\(xmlEscaped(String(error.line(in: language).dropLast())))</error>")
  }

  /// Returns the finding as text: its message, the related places and the offered fix.
  private func details(_ diagnostic: Diagnostic, in file: FileReport) -> String {
    let lines =
      [ConciseReporter(language: language).line(diagnostic, in: file)]
      + diagnostic.related.map { place in
        "\(file.source.place(of: place.range, path: file.path)): \(place.message.text(in: language))"
      } + (diagnostic.fix.map { ["\(Fix.label[language]) \($0.offer(in: language))"] } ?? [])
    return lines.map { printable($0) }.joined(separator: "\n")
  }
}
