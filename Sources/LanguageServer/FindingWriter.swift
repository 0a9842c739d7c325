import Diagnostics
import DraftText
import Linting
import Reporting
import RuleEngine
import RuleFiles
import SystemPackage

/// Says in the words of the protocol what was found.
struct FindingWriter {
  let uri: String
  let text: CountedText
  let workspace: Workspace

  /// The findings of a check; a rule that could not be held against the draft is told at its beginning.
  func json(_ check: Check) -> JSON {
    let failures = check.result.failures.map { atBeginning($0.message[check.language], code: $0.ruleID.name) }
    return .array(failures + check.result.diagnostics.map { json($0, check) })
  }

  /// One finding.
  func json(_ finding: Diagnostic, _ check: Check) -> JSON {
    [
      "range": text.json(finding.range), "severity": .number(finding.severity.number), "source": "zhangfa",
      "code": .string(finding.ruleID.name), "codeDescription": page(of: finding.ruleID, check),
      "message": .string(finding.message.text(in: check.language)),
      "relatedInformation": finding.related.isEmpty ? nil : .array(finding.related.map { json($0, check.language) }),
    ]
  }

  private func json(_ place: Diagnostic.RelatedPlace, _ language: Language) -> JSON {
    [
      "location": ["uri": .string(uri), "range": text.json(place.range)],
      "message": .string(place.message.text(in: language)),
    ]
  }

  /// A link to the file of a rule of the office's own. Those of zhangfa have no page on the web.
  private func page(of rule: RuleID, _ check: Check) -> JSON? {
    guard let origin = check.ruleSet.rule(rule)?.metadata.origin, !origin.isShipped else { return nil }
    return ["href": .string(workspace.file(named: origin.path).uri)]
  }

  /// That a draft could not be checked.
  func failure(_ message: LocalizedText, _ language: Language) -> JSON {
    [atBeginning(LocalizedText(zh: "没有核：\(message.zh)", en: "not checked: \(message.en)")[language])]
  }

  /// That a draft could not be checked because of `faults`, with their places.
  func failure(_ faults: [RuleFileError], _ language: Language) -> JSON {
    let message = LocalizedText(zh: "没有核：配置、规则或存量清单有误", en: "not checked: a configuration, rule or baseline is broken")
    return [
      atBeginning(
        message[language], related: faults.map { FaultWriter($0, text.encoding, workspace).related(language) })
    ]
  }

  private func atBeginning(_ message: String, code: String? = nil, related: [JSON] = []) -> JSON {
    [
      "range": text.json(text.source.lines.range(ofLine: 1)), "severity": .number(Severity.error.number),
      "source": "zhangfa", "code": code.map(JSON.string), "message": .string(message),
      "relatedInformation": related.isEmpty ? nil : .array(related),
    ]
  }
}

/// Says what is wrong with a file that says how to check.
struct FaultWriter {
  /// Of a longer file the places are not looked up: no configuration and no file of rules is.
  private static let mostBytes = 4 << 20

  /// The file.
  let uri: String
  private let fault: RuleFileError
  private let range: JSON

  /// Looks up the place of `fault`, which is given in code points.
  init(_ fault: RuleFileError, _ encoding: PositionEncoding, _ workspace: Workspace) {
    self.fault = fault
    let file = workspace.file(named: fault.path)
    uri = file.uri
    let bytes = (try? FileContents.read(file, atMost: Self.mostBytes)) ?? []
    let text = CountedText(
      source: SourceText(String(decoding: bytes.withoutByteOrderMark, as: UTF8.self)), encoding: encoding)
    let start = text.offset(of: LinePosition(line: fault.line, column: fault.column))
    let line = text.source.lines.range(ofLine: text.source.lines.line(at: start))
    range = text.json(TextRange(start, max(start, line.end)))
  }

  func json(_ language: Language) -> JSON {
    [
      "range": range, "severity": .number(Severity.error.number), "source": "zhangfa",
      "message": .string(fault.message[language]),
    ]
  }

  /// The same beside what it kept from being done.
  func related(_ language: Language) -> JSON {
    ["location": ["uri": .string(uri), "range": range], "message": .string(fault.message[language])]
  }
}

extension Severity {
  /// As the protocol counts.
  fileprivate var number: Int {
    switch self {
    case .error: 1
    case .warning: 2
    case .info: 3
    }
  }
}
