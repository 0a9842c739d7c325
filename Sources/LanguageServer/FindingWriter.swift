import Diagnostics
import DraftText
import Linting
import Reporting
import RuleEngine
import RuleFiles
import SystemPackage

/// Writes findings as diagnostics of the protocol.
struct FindingWriter {
  let uri: String
  let text: CountedText
  let workspace: Workspace

  /// Returns the findings of a check. A rule that failed on the draft is reported at the beginning of the draft.
  func json(_ check: DocumentCheck) -> JSON {
    let failures = check.result.failures.map { atBeginning($0.message[check.language], code: $0.ruleID.name) }
    return .array(failures + check.result.diagnostics.map { json($0, check) })
  }

  /// Returns one finding.
  func json(_ finding: Diagnostic, _ check: DocumentCheck) -> JSON {
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

  /// Returns a link to the file of an office's own rule; nil for a shipped rule, which has no page on the web.
  private func page(of rule: RuleID, _ check: DocumentCheck) -> JSON? {
    guard let origin = check.ruleSet.rule(rule)?.metadata.origin, !origin.isShipped else { return nil }
    return ["href": .string(workspace.file(named: origin.path).uri)]
  }

  /// Returns a diagnostic that says why a draft could not be checked.
  func failure(_ message: LocalizedText, _ language: Language) -> JSON {
    [atBeginning(LocalizedText(zh: "没有核：\(message.zh)", en: "not checked: \(message.en)")[language])]
  }

  /// Returns a diagnostic that says that a draft could not be checked because of `faults`, with their places.
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

/// Writes a fault of a configuration, a rule file or a baseline as a diagnostic.
struct FaultWriter {
  /// The largest file in which the place of a fault is looked up, in bytes. Configurations and rule files are smaller.
  private static let mostBytes = 4 << 20

  /// The URI of the file.
  let uri: String
  private let fault: RuleFileError
  private let range: JSON

  /// Converts the place of `fault`, which counts code points, to the encoding of the client.
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

  /// Returns the fault as related information of the diagnostic about a draft that was not checked.
  func related(_ language: Language) -> JSON {
    ["location": ["uri": .string(uri), "range": range], "message": .string(fault.message[language])]
  }
}

extension Severity {
  /// The number of the severity in the protocol.
  fileprivate var number: Int {
    switch self {
    case .error: 1
    case .warning: 2
    case .info: 3
    }
  }
}
