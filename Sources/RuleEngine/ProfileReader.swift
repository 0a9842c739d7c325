import Diagnostics
import DraftOutline
import PatternMatching
import RuleFiles

/// Makes profiles from `profiles/*.yaml` and parts from `parts.yaml`.
struct ProfileReader {
  let compilers: PatternCompilers
  let log: ErrorLog

  /// Reads the files. A value with an error is reported and left out.
  ///
  /// - Returns: The profiles from the highest priority to the lowest, and the shared parts, by name.
  func read(parts partFiles: [RuleFile], profiles: [(id: String, file: RuleFile)]) -> (
    profiles: [Profile], parts: [Part]
  ) {
    let parts = parts(partFiles)
    let profiles = profiles.compactMap { id, file in
      log.attempt(in: file) { try profile(id, file, parts) }
    }
    return (
      profiles.sorted { ($1.priority, $0.id) < ($0.priority, $1.id) },
      parts.values.compactMap(\.self).sorted { $0.id.name < $1.id.name }
    )
  }

  /// Returns the parts by name; nil for a part with an error, which has been reported.
  private func parts(_ files: [RuleFile]) -> [String: Part?] {
    var parts: [String: Part?] = [:]
    for (name, field) in MergedKeys(files, log: log).fields {
      let patterns = compilers.compiler(for: field.file)
      parts[name] = .some(
        log.attempt(in: field.file) { try part(name, field.entry.decode(PartOptions.self), patterns) })
    }
    return parts
  }

  private func part(_ name: String, _ options: PartOptions, _ patterns: PatternCompiler) throws -> Part {
    try options.examples?.checkExamples(patterns)
    return Part(
      id: .init(name), name: options.name.text, place: options.place ?? .sections,
      heading: try patterns.compile(options.heading),
      headingUnless: try patterns.compile(options.headingUnless),
      evidence: try patterns.compile(options.evidence), promise: try patterns.compile(options.promise),
      takesOtherHeadings: options.takesOtherHeadings ?? false)
  }

  private func profile(_ id: String, _ file: RuleFile, _ sharedParts: [String: Part?]) throws -> Profile {
    let profile = try NodeDecoder(file.root).decode(ProfileOptions.self)
    let patterns = compilers.compiler(for: file)
    try profile.examples?.checkExamples(patterns)
    var parts = sharedParts
    for (name, options) in profile.ownParts ?? [:] { parts[name] = try part(name, options, patterns) }

    var faults: [NodeError] = []
    var requirements: [Profile.Requirement] = []
    var named: [Part] = []
    for requirement in profile.parts {
      let name = requirement.part.value
      guard let part = parts[name] else {
        faults.append(
          NodeError(unknownName(name, of: .part, known: parts.keys.sorted()), at: requirement.part.position))
        continue
      }
      if requirements.contains(where: { $0.part.name == name }) {
        faults.append(
          NodeError(
            .init(zh: "部分“\(name)”重复", en: "part “\(name)” is listed twice"), at: requirement.part.position))
        continue
      }
      requirements.append(
        .init(
          part: .init(name), severity: requirement.missing?.severity, severityIfImplied: requirement.implied?.severity,
          isAnywhere: requirement.anywhere ?? false))
      if let part { named.append(part) }
    }
    for part in profile.recognisedByParts ?? [] where !profile.parts.contains(where: { $0.part.value == part.value }) {
      faults.append(
        NodeError(
          unknownName(part.value, of: .part, known: profile.parts.map(\.part.value)), at: part.position))
    }
    guard faults.isEmpty else { throw NodeErrors(errors: faults) }
    var recognition = Profile.Recognition()
    recognition.title = try patterns.compile(profile.title)
    recognition.titleUnless = try patterns.compile(profile.titleUnless)
    recognition.leadIn = try patterns.compile(profile.leadIn)
    recognition.salutation = try patterns.compile(profile.salutation)
    recognition.parts = (profile.recognisedByParts ?? []).map { .init($0.value) }
    return Profile(
      id: id, name: profile.name.text, priority: profile.priority, recognition: recognition,
      requirements: requirements, parts: named, checksLayout: profile.layout ?? false)
  }
}

extension ProfileReader {
  /// Returns the schema of a profile.
  static func profileSchema() throws -> JSONSchema { try SchemaRecorder.schema(of: ProfileOptions.self) }
}

private struct PartOptions: Decodable {
  let name: RuleText
  let place: Part.Place?
  let heading, headingUnless, evidence, promise: PatternSource?
  let takesOtherHeadings: Bool?
  let examples: UnreadNode?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case name, place, heading, evidence, promise, examples
    case headingUnless = "heading-unless"
    case takesOtherHeadings = "takes-other-headings"
  }
}

private struct ProfileOptions: Decodable {
  struct Requirement: Decodable {
    let part: Located<String>
    let missing, implied: SeverityWord?
    let anywhere: Bool?

    enum CodingKeys: String, CodingKey, CaseIterable {
      case part, missing, implied, anywhere
    }
  }

  let name: RuleText
  let priority: Int
  let title, titleUnless, leadIn, salutation: PatternSource?
  let recognisedByParts: [Located<String>]?
  let parts: [Requirement]
  let ownParts: [String: PartOptions]?
  let layout: Bool?
  let examples: UnreadNode?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case name, priority, title, salutation, parts, layout, examples
    case titleUnless = "title-unless"
    case leadIn = "lead-in"
    case recognisedByParts = "recognised-by-parts"
    case ownParts = "own-parts"
  }
}
