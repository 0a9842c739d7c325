import DraftText
import Linting
import Testing

/// A draft has the same findings whether its lines end with LF, CRLF or CR.
@Suite struct LineEndTests {
  private static let fixtures = Fixture.all.filter { (try? $0.source().format) != .word }

  @Test(arguments: fixtures, ["\r", "\r\n"])
  func `findings and fixes are those of LF`(fixture: Fixture, lineEnd: String) throws {
    let source = try fixture.source()
    let text = source.string.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    let (plain, other) = try (checked(text, source.format), checked(text.replacing("\n", with: lineEnd), source.format))
    #expect(other.findings == plain.findings.map { $0.replacing("\n", with: lineEnd) })
    #expect(other.fixed == plain.fixed.replacing("\n", with: lineEnd))
    #expect(other.outline == plain.outline)
  }

  private func checked(
    _ text: String, _ format: DraftFormat
  ) throws -> (findings: [String], outline: String, fixed: String) {
    let source = SourceText(text, format: format)
    let linter = try Linter.shipped()
    let findings = try linter.lint(source).diagnostics.map { finding in
      let place = source.lines.position(at: finding.range.start)
      return "\(place.line):\(place.column) \(finding.severity) \(finding.ruleID) \(source[finding.range])"
    }
    return (
      findings, try linter.document(source).treeDump(), try Fixer(linter, upTo: .unsafe).fix(source).source.string
    )
  }
}
