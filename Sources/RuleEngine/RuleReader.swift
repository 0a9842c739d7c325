import Diagnostics
import DraftOutline
import DraftText
import RuleFiles

/// Makes rules from rule files.
struct RuleReader {
  /// The keys that all rules have.
  enum Key: String, CodingKey, CaseIterable {
    case kind, severity, optional, message, why, source, examples, group, rank, needs
  }

  /// The types of their values, for the schema. Optional keys can be left out in the files of users.
  private struct CommonKeys: Decodable {
    typealias CodingKeys = Key

    let kind: String
    let severity: SeverityWord
    let optional: Bool?
    let message: RuleText
    let why, source: RuleText?
    let examples: RuleExamples?
    let group: String?
    let rank: Int?
    let needs: [String]?
  }

  /// Returns the schema of the keys that all rules have.
  static func commonSchema() throws -> JSONSchema { try SchemaRecorder.schema(of: CommonKeys.self) }

  /// The most fields of a message, each of which quotes a piece of the draft; shipped messages have 3 at most.
  private static let mostFields = 16

  let kinds: [any Rule.Type]
  /// The names of the profiles.
  let profiles: [String]
  /// The names of the parts.
  let parts: [String]
  /// Whether any fix may be safe.
  let permitsSafeFixes: Bool
  let log: ErrorLog

  /// Returns the rule in `file`; nil if it has an error, which is reported.
  func rule(_ id: RuleID, in file: RuleFile, patterns: PatternCompiler) -> (any Rule)? {
    guard let entries = file.root.entries else {
      log.report(file.root.typeError(expected: .mapping), in: file)
      return nil
    }
    let faultsBefore = log.errors.count
    let names = Key.allCases.map(\.rawValue)
    let fields = FieldReader(file: file, entries: entries, names: names, log: log)
    if !file.isChecked { DetailsCheck(fields: fields, profiles: profiles).run() }
    let metadata = metadata(id, fields)
    guard let kindName: String = fields.required(Key.kind.rawValue) else {
      if log.errors.count == faultsBefore { fields.reportMissing(Key.kind.rawValue) }
      return nil
    }
    guard let kind = kinds.first(where: { $0.kind == kindName }) else {
      fields.report(
        unknownName(kindName, of: .kind, known: kinds.map { $0.kind }.sorted()),
        at: file.root.value(of: Key.kind.rawValue) ?? file.root)
      return nil
    }
    // The options are read even if the metadata has an error, so that all errors are reported.
    let unfinished = RuleMetadata(id: id, severity: nil, message: .init(verbatim: ""), entries: entries)
    let rule = make(kind, metadata ?? unfinished, fields, patterns)
    if log.errors.count == faultsBefore, metadata == nil {
      // A key that seemed misspelt turned out to be an option of the kind.
      for key in [Key.severity, .message] { fields.reportMissing(key.rawValue) }
    }
    return metadata == nil ? nil : rule
  }

  private func metadata(_ id: RuleID, _ fields: FieldReader) -> RuleMetadata? {
    let severity: SeverityWord? = fields.required(Key.severity.rawValue)
    let isOptional: Bool? = fields.optional(Key.optional.rawValue)
    let message: RuleText? = fields.required(Key.message.rawValue)
    let group: String? = fields.optional(Key.group.rawValue)
    let rank: Int? = fields.optional(Key.rank.rawValue)
    let needs: [String]? = fields.optional(Key.needs.rawValue)
    if needs?.contains("") == true, let node = fields.value(of: Key.needs.rawValue) {
      fields.report(.init(zh: "空文字处处都有", en: "every draft holds the empty text"), at: node)
    }
    guard let severity, let message else { return nil }
    let file = fields.file
    return RuleMetadata(
      id: id, severity: severity.severity, isOptional: isOptional ?? false, message: message.text, group: group,
      rank: rank ?? 0, origin: file.origin, permitsSafeFixes: permitsSafeFixes && file.isTrusted,
      needs: RequiredTexts(needs ?? []), entries: file.root.entries ?? [])
  }

  private func make<Kind: Rule>(
    _ kind: Kind.Type, _ metadata: RuleMetadata, _ fields: FieldReader, _ patterns: PatternCompiler
  ) -> Kind? {
    let file = fields.file
    let node = DataNode(position: file.root.position, content: .mapping(fields.others))
    let unused = fields.names.filter { fields.value(of: $0) == nil }
    return log.attempt(in: file) {
      let options = try NodeDecoder(node, otherKeys: unused).decode(Kind.Options.self)
      if !patterns.isTrusted {
        checkMessage(known: Kind.messageFields(options), in: file)
        checkHabit(in: file)
      }
      var metadata = metadata
      if !patterns.trustsNeeds { metadata.needs = RequiredTexts() }
      if let scope = fields.value(of: "scope"), case .part(let part)? = Scope(try scope.text()) {
        metadata.part = part
        check(part, at: scope, in: file)
      }
      return try Kind(metadata, options, patterns: patterns)
    }
  }

  // MARK: Checks

  /// Reports message fields that nothing fills.
  private func checkMessage(known: Set<String>, in file: RuleFile) {
    guard let message = file.root.value(of: Key.message.rawValue) else { return }
    for node in message.entries?.map(\.value) ?? [message] {
      guard case .scalar(let scalar) = node.content else { continue }
      let text = scalar.text
      let fields = Message.fields(in: text)
      func report(_ fault: LocalizedText, at field: Range<String.Index>) {
        let offset = text.utf8.distance(from: text.startIndex, to: field.lowerBound)
        log.report(NodeError(fault, at: node.position, offset: offset), in: file)
      }
      if fields.count > Self.mostFields {
        let limit = LocalizedText(zh: "字段太多，最多 \(Self.mostFields) 个", en: "more than \(Self.mostFields) fields")
        report(limit, at: fields[Self.mostFields])
      }
      for field in fields where !known.contains(String(text[field])) {
        report(unknownName(String(text[field]), of: .field, known: known.sorted()), at: field)
      }
    }
  }

  /// Reports a scope `part:…` with an unknown part.
  private func check(_ part: Part.ID, at node: DataNode, in file: RuleFile) {
    guard !parts.contains(part.name) else { return }
    log.report(
      NodeError(unknownName(part.name, of: .part, known: parts), at: node.position, offset: "part:".utf8.count),
      in: file)
  }

  /// Reports unknown profiles in `habit`.
  private func checkHabit(in file: RuleFile) {
    for entry in file.root.value(of: "habit")?.entries ?? [] where !profiles.contains(entry.key) {
      log.report(NodeError(unknownName(entry.key, of: .profile, known: profiles), at: entry.keyPosition), in: file)
    }
  }
}

/// Decodes single keys of a file and reports the errors of each.
struct FieldReader {
  let file: RuleFile
  /// The keys that it decodes.
  let names: [String]
  /// The entries under other keys.
  let others: [DataNode.Entry]
  private let log: ErrorLog

  init(file: RuleFile, entries: [DataNode.Entry], names: [String], log: ErrorLog) {
    self.file = file
    self.names = names
    self.log = log
    others = entries.filter { !names.contains($0.key) }
  }

  /// Returns the value of `key`; nil if there is none.
  func value(of key: String) -> DataNode? { file.root.value(of: key) }

  /// Decodes the value of `key`; a missing key is reported.
  func required<Value: Decodable>(_ key: String) -> Value? {
    // A key that seems to be there under a wrong name is reported as such.
    if value(of: key) == nil, !others.contains(where: { nearestName(to: $0.key, among: names) == key }) {
      reportMissing(key)
    }
    return optional(key)
  }

  /// Decodes the value of `key`; nil if there is none.
  func optional<Value: Decodable>(_ key: String) -> Value? {
    guard let entry = file.root.entries?.first(where: { $0.key == key }) else { return nil }
    return log.attempt(in: file) { try entry.decode() }
  }

  /// Reports `key` if it is missing.
  func reportMissing(_ key: String) {
    if value(of: key) == nil { log.report(.missingKey(key, at: file.root.position), in: file) }
  }

  func report(_ message: LocalizedText, at node: DataNode) {
    log.report(NodeError(message, at: node.position), in: file)
  }
}
