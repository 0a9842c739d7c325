import Diagnostics
import RuleEngine

/// SARIF 2.1.0: one run, whose results are written as they come.
struct SARIFReporter: Reporter {
  private let language: Language
  private let run: RunDescription
  private let ruleIndices: [RuleID: Int]
  private var stream = JSONStream()
  private var fingerprints = Fingerprints()
  private var artifacts: [SARIFLog.Artifact] = []
  private var executionNotifications: [SARIFLog.Notification] = []
  private var configurationNotifications: [SARIFLog.Notification] = []

  init(language: Language, _ run: RunDescription) {
    self.language = language
    self.run = run
    ruleIndices = Dictionary(zip(run.rules.map(\.id), 0...)) { first, _ in first }
  }

  mutating func begin() -> String {
    let rules = run.rules.map { SARIFLog.ReportingDescriptor($0, language) }
    let tool = SARIFLog.Tool(driver: SARIFLog.ToolComponent(language: language, rules: rules))
    let root = [SARIFLog.root: SARIFLog.ArtifactLocation(uri: run.paths.rootURI)]
    return stream.beginObject() + stream.member("$schema", SARIFLog.schema) + stream.member("version", SARIFLog.version)
      + stream.beginArray("runs") + stream.beginObject() + stream.member("tool", tool)
      + stream.member("language", language) + stream.member("columnKind", "unicodeCodePoints")
      + stream.member("newlineSequences", ["\r\n", "\n", "\r"]) + stream.member("originalUriBaseIds", root)
      + stream.beginArray("results")
  }

  mutating func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    var location = location(file.path)
    artifacts.append(SARIFLog.Artifact(location: location, encoding: file.source.encoding.rawValue.uppercased()))
    location.index = artifacts.count - 1
    for failure in file.failures { note(failure, at: location) }
    var prints = fingerprints.begin(file, at: run.paths.relative(file.path))
    for diagnostic in file.diagnostics {
      try write(stream.element(result(diagnostic, prints.next(diagnostic), in: file, at: location)))
    }
  }

  mutating func report(_ error: ReportedError) -> String {
    note(error, at: location(error.path))
    return ""
  }

  mutating func finish(_ summary: Summary) -> String {
    let invocation = SARIFLog.Invocation(
      executionSuccessful: executionNotifications.isEmpty && configurationNotifications.isEmpty,
      toolExecutionNotifications: executionNotifications, toolConfigurationNotifications: configurationNotifications)
    return stream.endArray() + stream.array("artifacts", artifacts) + stream.array("invocations", [invocation])
      + stream.endObject() + stream.endArray() + stream.endObject() + "\n"
  }

  private func location(_ path: String) -> SARIFLog.ArtifactLocation {
    let uri = run.paths.uri(path)
    return SARIFLog.ArtifactLocation(uri: uri.text, uriBaseId: uri.isRelative ? SARIFLog.root : nil)
  }

  private mutating func note(_ error: ReportedError, at location: SARIFLog.ArtifactLocation) {
    let notification = SARIFLog.Notification(
      message: SARIFLog.Message(error.message[language]),
      locations: [SARIFLog.Location(location, error.position.map { SARIFLog.Region($0) })],
      associatedRule: error.rule.map { .init(id: $0.name, index: ruleIndices[$0]) })
    if error.isConfiguration {
      configurationNotifications.append(notification)
    } else {
      executionNotifications.append(notification)
    }
  }

  private func result(
    _ diagnostic: Diagnostic, _ fingerprint: String, in file: FileReport, at artifact: SARIFLog.ArtifactLocation
  ) -> SARIFLog.Result {
    let region = SARIFLog.Region(diagnostic.range, in: file.source, withText: true)
    let related = diagnostic.related.enumerated().map { index, place in
      SARIFLog.Location(
        artifact, SARIFLog.Region(place.range, in: file.source), id: index + 1,
        message: SARIFLog.Message(place.message.text(in: language)))
    }
    return SARIFLog.Result(
      ruleId: diagnostic.ruleID.name, ruleIndex: ruleIndices[diagnostic.ruleID],
      level: SARIFLog.Level(diagnostic.severity), message: SARIFLog.Message(diagnostic.message.text(in: language)),
      locations: [SARIFLog.Location(artifact, region)], relatedLocations: related.isEmpty ? nil : related,
      fixes: diagnostic.fix.flatMap { $0.edits.isEmpty ? nil : [fix($0, in: file, at: artifact)] },
      partialFingerprints: [Fingerprints.key: fingerprint])
  }

  private func fix(_ fix: Fix, in file: FileReport, at artifact: SARIFLog.ArtifactLocation) -> SARIFLog.Fix {
    let replacements = fix.edits.map { edit in
      SARIFLog.Fix.Replacement(
        deletedRegion: SARIFLog.Region(edit.range, in: file.source),
        insertedContent: SARIFLog.Text(text: edit.replacement))
    }
    return SARIFLog.Fix(
      description: SARIFLog.Message(fix.offer(in: language)),
      artifactChanges: [.init(artifactLocation: artifact, replacements: replacements)],
      properties: .init(applicability: fix.applicability))
  }
}

extension SARIFLog.ReportingDescriptor {
  /// Describes a rule.
  fileprivate init(_ rule: RuleMetadata, _ language: Language) {
    id = rule.id.name
    shortDescription = .init(text: rule.summary(in: language))
    fullDescription = .init(text: rule.why[language])
    help = .init(text: rule.help(.plain, in: language), markdown: rule.help(.markdown, in: language))
    let severity = rule.severity ?? .info
    defaultConfiguration = .init(enabled: rule.severity != nil, level: .init(severity))
    let category = String(rule.id.category)
    properties = .init(category: category, tags: [category], problemSeverity: severity.problemSeverity)
  }
}

extension Severity {
  /// What GitHub calls it.
  fileprivate var problemSeverity: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .info: "recommendation"
    }
  }
}
