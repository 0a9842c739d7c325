import Diagnostics
import DraftText
import RuleEngine

/// SARIF 2.1.0: one run, whose results are written as they come.
struct SARIFReporter: Reporter {
  private static let schema: JSON =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
  /// The name for the base of relative URIs that GitHub knows.
  private static let root = "%SRCROOT%"

  /// The most results of a run. GitHub refuses a run with more.
  static let mostResults = 25_000

  private let language: Language
  private let run: RunDescription
  private let ruleIndices: [RuleID: Int]
  private var stream = JSONStream()
  private var fingerprints = Fingerprints()
  private var artifacts: [JSON] = []
  private var executionNotifications: [JSON] = []
  private var configurationNotifications: [JSON] = []
  private var hasFailed = false
  private var results = 0

  init(language: Language, _ run: RunDescription) {
    self.language = language
    self.run = run
    ruleIndices = Dictionary(zip(run.rules.map(\.id), 0...)) { first, _ in first }
  }

  mutating func begin() -> String {
    let driver: JSON = [
      "name": "zhangfa", "version": .string(toolVersion), "semanticVersion": .string(toolVersion),
      "language": .string(language.rawValue), "rules": .array(run.rules.map(descriptor)),
    ]
    return stream.beginObject() + stream.member("$schema", Self.schema) + stream.member("version", "2.1.0")
      + stream.beginArray("runs") + stream.beginObject() + stream.member("tool", ["driver": driver])
      + stream.member("language", .string(language.rawValue)) + stream.member("columnKind", "unicodeCodePoints")
      + stream.member("newlineSequences", ["\r\n", "\n", "\r"])
      + stream.member("originalUriBaseIds", .object([Self.root: ["uri": .string(run.paths.rootURI)]]))
      + stream.beginArray("results")
  }

  mutating func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    artifacts.append([
      "location": artifact(file.path), "encoding": .string(file.source.encoding.rawValue.uppercased()),
      "roles": ["analysisTarget"],
    ])
    let artifact = artifact(file.path, index: artifacts.count - 1)
    for failure in file.failures { note(failure, in: artifact) }
    var fingerprints = fingerprints.begin(file, at: run.paths.relative(file.path))
    for diagnostic in file.diagnostics {
      results += 1
      guard results <= Self.mostResults else { continue }
      try write(stream.element(result(diagnostic, fingerprints.next(diagnostic), in: file, artifact)))
    }
  }

  mutating func report(_ error: ReportedError) -> String {
    note(error, in: artifact(error.path))
    return ""
  }

  mutating func finish(_ summary: Summary) -> String {
    if results > Self.mostResults { executionNotifications.append(omitted(results - Self.mostResults)) }
    let invocation: JSON = [
      "executionSuccessful": .bool(!hasFailed),
      "toolExecutionNotifications": .array(executionNotifications),
      "toolConfigurationNotifications": .array(configurationNotifications),
    ]
    return stream.endArray() + stream.array("artifacts", artifacts) + stream.array("invocations", [invocation])
      + stream.endObject() + stream.endArray() + stream.endObject() + "\n"
  }

  /// Returns the notification that `count` results are left out.
  private func omitted(_ count: Int) -> JSON {
    let text = LocalizedText(
      zh: "结果超过 \(Self.mostResults) 条，另有 \(count) 条没有写入",
      en: "more than \(Self.mostResults) results: \(counted(count, "result")) not in this report")
    return ["level": "warning", "message": message(text[language])]
  }

  private mutating func note(_ error: ReportedError, in artifact: JSON) {
    let region = error.position.map { ["startLine": .number($0.line), "startColumn": .number($0.column)] as JSON }
    hasFailed = hasFailed || !error.isSkipped
    let notification: JSON = [
      "level": error.isSkipped ? "note" : "error", "message": message(error.message[language]),
      "locations": [location(artifact, region)],
      "associatedRule": error.rule.map { ["id": .string($0.name), "index": ruleIndices[$0].map(JSON.number)] },
    ]
    if error.isConfiguration {
      configurationNotifications.append(notification)
    } else {
      executionNotifications.append(notification)
    }
  }

  // MARK: Objects

  private func descriptor(of rule: RuleMetadata) -> JSON {
    let severity = rule.severity ?? .info
    let category: JSON = .string(String(rule.id.category))
    return [
      "id": .string(rule.id.name),
      "shortDescription": ["text": .string(rule.summary(in: language))],
      "fullDescription": ["text": .string(rule.why[language])],
      "help": [
        "text": .string(rule.help(.plain, in: language)), "markdown": .string(rule.help(.markdown, in: language)),
      ],
      "defaultConfiguration": ["enabled": .bool(rule.severity != nil), "level": level(severity)],
      // GitHub shows `problem.severity` and filters by it.
      "properties": [
        "category": category, "tags": [category],
        "problem.severity": severity == .info ? "recommendation" : .string(severity.rawValue),
      ],
    ]
  }

  private func level(_ severity: Severity) -> JSON { severity == .info ? "note" : .string(severity.rawValue) }

  private func artifact(_ path: String, index: Int? = nil) -> JSON {
    let uri = run.paths.uri(path)
    return [
      "uri": .string(uri.text), "uriBaseId": uri.isRelative ? .string(Self.root) : nil, "index": index.map(JSON.number),
    ]
  }

  /// - Parameter name: The place in words in a Word document, which has no line numbers.
  private func location(
    _ artifact: JSON, _ region: JSON?, id: Int? = nil, message: JSON? = nil, name: String? = nil
  ) -> JSON {
    [
      "id": id.map(JSON.number), "message": message,
      "logicalLocations": name.map { [["fullyQualifiedName": .string($0), "kind": "text"]] },
      "physicalLocation": ["artifactLocation": artifact, "region": region],
    ]
  }

  /// Returns a range. Lines and columns count from 1, columns in code points; the end is exclusive.
  private func region(_ range: TextRange, in source: SourceText, withText: Bool = false) -> JSON {
    let (start, end) = (source.lines.position(at: range.start), source.lines.position(at: range.end))
    return [
      "startLine": .number(start.line), "startColumn": .number(start.column), "endLine": .number(end.line),
      "endColumn": .number(end.column), "snippet": withText ? ["text": .string(source[range])] : nil,
    ]
  }

  private func message(_ text: String) -> JSON { ["text": .string(Self.escaped(text))] }

  /// Returns `text` escaped for a message, in which braces and links have a meaning. Sections 3.11.5 and 3.11.6 of
  /// SARIF require that braces are doubled, and that a backslash precedes brackets that would make a link.
  static func escaped(_ text: String) -> String {
    let text = text.escaped(["{": "{{", "}": "}}"])
    let canLink = text.unicodeScalars.contains("](".unicodeScalars)
    return canLink ? text.escaped(["[": "\\[", "]": "\\]"]) : text
  }

  private func result(
    _ diagnostic: Diagnostic, _ fingerprint: String, in file: FileReport, _ artifact: JSON
  ) -> JSON {
    let source = file.source
    let place = location(
      artifact, region(diagnostic.range, in: source, withText: true),
      name: file.location(of: diagnostic)?.description(in: language))
    return [
      "ruleId": .string(diagnostic.ruleID.name), "ruleIndex": ruleIndices[diagnostic.ruleID].map(JSON.number),
      "level": level(diagnostic.severity), "message": message(diagnostic.message.text(in: language)),
      "locations": [place],
      "relatedLocations": diagnostic.related.enumerated().json { index, place in
        location(
          artifact, region(place.range, in: source), id: index + 1, message: message(place.message.text(in: language)))
      },
      "fixes": diagnostic.fix.flatMap { $0.edits.isEmpty ? nil : [fix($0, in: source, artifact)] },
      "partialFingerprints": .object([Fingerprints.key: .string(fingerprint)]),
    ]
  }

  private func fix(_ fix: Fix, in source: SourceText, _ artifact: JSON) -> JSON {
    let replacements = fix.edits.map { edit -> JSON in
      ["deletedRegion": region(edit.range, in: source), "insertedContent": ["text": .string(edit.replacement)]]
    }
    return [
      "description": message(fix.offer(in: language)),
      "artifactChanges": [["artifactLocation": artifact, "replacements": .array(replacements)]],
      "properties": ["applicability": .string(fix.applicability.rawValue)],
    ]
  }
}
