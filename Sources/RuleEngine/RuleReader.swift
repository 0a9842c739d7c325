import Diagnostics
import DraftText

/// Makes rules of rule files.
struct RuleReader {
  /// The keys that all rules have.
  private enum Key: String, CaseIterable {
    case kind, severity, message, why, source, examples, group, rank
  }

  /// The schemas of these keys, and the keys that an office must write.
  static func commonKeys() throws -> (schemas: [String: JSONSchema], required: [String]) {
    let schemas = try Dictionary(
      uniqueKeysWithValues: Key.allCases.map { key in
        let type: any Decodable.Type =
          switch key {
          case .kind, .group: String.self
          case .severity: SeverityWord.self
          case .message, .why, .source: RuleText.self
          case .examples: RuleExamples.self
          case .rank: Int.self
          }
        return (key.rawValue, try SchemaRecorder.schema(of: type))
      })
    return (schemas, [Key.kind, .severity, .message].map(\.rawValue))
  }

  /// How many fields a message may have, each of which quotes a piece of the draft; shipped messages have 3 at most.
  private static let mostFields = 16

  let kinds: [any Rule.Type]
  /// The names of the profiles.
  let profiles: [String]
  /// The names of the parts.
  let parts: [String]
  /// Whether any fix may be safe.
  let mayFixSafely: Bool
  let log: ErrorLog

  /// Makes the rule that `file` holds. Nil, and reported, when it cannot.
  func rule(_ id: RuleID, in file: RuleFile, patterns: PatternCompiler) -> (any Rule)? {
    guard let entries = file.root.entries else {
      log.report(file.root.typeError(expected: .mapping), in: file)
      return nil
    }
    let fields = Dictionary(entries.map { ($0.key, $0) }) { first, _ in first }
    let faultsBefore = log.errors.count
    let reader = FieldReader(
      fields: fields, names: Key.allCases.map(\.rawValue), root: file.root, file: file, log: log)
    let details = file.details.map { .packed($0) } ?? details(reader)
    let metadata = metadata(id, reader, details, options: entries.filter { Key(rawValue: $0.key) == nil })
    let kindName = reader.required(Key.kind.rawValue, as: String.self)
    let options = DataNode(
      position: file.root.position, content: .mapping(entries.filter { Key(rawValue: $0.key) == nil }))
    guard let kindName else {
      if log.errors.count == faultsBefore {
        log.report(.missingKey(Key.kind.rawValue, at: file.root.position), in: file)
      }
      return nil
    }
    guard let kind = kinds.first(where: { $0.kind == kindName }) else {
      let position = fields[Key.kind.rawValue]?.value.position ?? file.root.position
      log.report(
        NodeError(unknownName(kindName, of: .kind, known: kinds.map { $0.kind }.sorted()), at: position), in: file)
      return nil
    }
    // The options are looked at even when the metadata is at fault, so that all faults are reported.
    let rule = make(kind, metadata ?? .unfinished(id), options, patterns, file)
    if log.errors.count == faultsBefore, metadata == nil { reportMissing(in: file) }
    return metadata == nil ? nil : rule
  }

  /// Reports the keys that were held to be misspelt, when the key in question turns out to be an option of the kind.
  private func reportMissing(in file: RuleFile) {
    for key in [Key.severity, .message] where file.root.entries?.contains(where: { $0.key == key.rawValue }) == false {
      log.report(.missingKey(key.rawValue, at: file.root.position), in: file)
    }
  }

  private func make<Kind: Rule>(
    _ kind: Kind.Type, _ metadata: RuleMetadata, _ node: DataNode, _ patterns: PatternCompiler, _ file: RuleFile
  ) -> Kind? {
    let missing = Key.allCases.map(\.rawValue).filter { key in !(file.root.entries?.contains { $0.key == key } ?? false)
    }
    return log.attempt(in: file) {
      let options = try NodeDecoder(node, otherKeys: missing).decode(Kind.Options.self)
      if !patterns.isTrusted {
        checkMessage(known: Kind.messageFields(options), in: file)
        checkScope(of: options, in: file)
        checkHabit(in: file)
      }
      return try Kind(metadata, options, patterns: patterns)
    }
  }

  /// Reports fields of the message that nothing fills.
  private func checkMessage(known: Set<String>, in file: RuleFile) {
    guard let message = file.root.value(of: Key.message.rawValue) else { return }
    for node in message.entries?.map(\.value) ?? [message] {
      guard case .scalar(let scalar) = node.content else { continue }
      let fields = MessageField.fields(of: scalar.text)
      if fields.count > Self.mostFields {
        let limit = LocalizedText(zh: "字段太多，最多 \(Self.mostFields) 个", en: "more than \(Self.mostFields) fields")
        log.report(NodeError(limit, at: node.position, offset: fields[Self.mostFields].offset), in: file)
      }
      for field in fields where !known.contains(field.name) {
        let fault = unknownName(field.name, of: .field, known: known.sorted())
        log.report(NodeError(fault, at: node.position, offset: field.offset), in: file)
      }
    }
  }

  /// Reports a scope `part:…` that names no part.
  private func checkScope(of options: any Sendable, in file: RuleFile) {
    guard case .part(let part)? = (options as? any ScopedOptions)?.scope, !parts.contains(part.name),
      let node = file.root.value(of: "scope")
    else { return }
    log.report(
      NodeError(unknownName(part.name, of: .part, known: parts), at: node.position, offset: "part:".utf8.count),
      in: file)
  }

  /// Reports genres in `habit` that no profile makes known.
  private func checkHabit(in file: RuleFile) {
    for entry in file.root.value(of: "habit")?.entries ?? [] where !profiles.contains(entry.key) {
      log.report(NodeError(unknownName(entry.key, of: .profile, known: profiles), at: entry.keyPosition), in: file)
    }
  }

  private func metadata(
    _ id: RuleID, _ reader: FieldReader, _ details: RuleDetails.Source, options: [DataNode.Entry]
  ) -> RuleMetadata? {
    let severity = reader.required(Key.severity.rawValue, as: SeverityWord.self)
    let message = reader.required(Key.message.rawValue, as: RuleText.self)
    let group = reader.optional(Key.group.rawValue, as: String.self)
    let rank = reader.optional(Key.rank.rawValue, as: Int.self)
    guard let severity, let message else { return nil }
    return RuleMetadata(
      id: id, severity: severity.severity, message: message.text, group: group, rank: rank ?? 0,
      origin: reader.file.origin, mayFixSafely: mayFixSafely && reader.file.isTrusted, options: options,
      details: details)
  }

  private func details(_ reader: FieldReader) -> RuleDetails.Source {
    let isShipped = reader.file.isShipped
    let why: RuleText? = isShipped ? reader.required(Key.why.rawValue) : reader.optional(Key.why.rawValue)
    let source: RuleText? = reader.optional(Key.source.rawValue)
    let key = Key.examples.rawValue
    let examples: RuleExamples? = isShipped ? reader.required(key) : reader.optional(key)
    if let examples { check(examples, reader, isShipped: isShipped) }
    return .read(why: why?.text, source: source?.text, examples ?? RuleExamples(bad: [], good: []))
  }

  private func check(_ examples: RuleExamples, _ reader: FieldReader, isShipped: Bool) {
    guard let node = reader.fields[Key.examples.rawValue]?.value else { return }
    if isShipped, examples.bad.count < 2 || examples.good.count < 2 {
      reader.report(
        .init(zh: "至少要有两个 bad 示例和两个 good 示例", en: "at least two bad and two good examples are needed"), at: node)
    }
    for list in node.entries ?? [] {
      let examples = list.key == "bad" ? examples.bad : examples.good
      guard case .sequence(let nodes) = list.value.content else { continue }
      for (example, node) in zip(examples, nodes) {
        checkMarks(of: example, at: node, isBad: list.key == "bad", reader)
        if let profile = example.profile, !profiles.contains(profile) {
          reader.report(
            unknownName(profile, of: .profile, known: profiles), at: node.value(of: "profile") ?? node)
        }
      }
    }
  }

  private func checkMarks(of example: RuleExample, at node: DataNode, isBad: Bool, _ reader: FieldReader) {
    guard let marked = MarkedText(example.text) else {
      return reader.report(.init(zh: "⟦ 与 ⟧ 不成对", en: "⟦ and ⟧ do not pair up"), at: node)
    }
    if isBad, marked.ranges.isEmpty {
      reader.report(
        .init(zh: "bad 示例要用 ⟦ ⟧ 标出应报告之处", en: "a bad example needs ⟦ ⟧ around what must be reported"), at: node)
    }
    if !isBad, !marked.ranges.isEmpty {
      reader.report(.init(zh: "good 示例中不能有 ⟦ ⟧", en: "a good example cannot have ⟦ ⟧"), at: node)
    }
  }
}

extension RuleMetadata {
  /// Stands in for metadata at fault while the rest of the file is looked at.
  fileprivate static func unfinished(_ id: RuleID) -> RuleMetadata {
    let none = LocalizedText(verbatim: "")
    return RuleMetadata(id: id, severity: nil, message: none, why: none)
  }
}

/// Decodes single keys of a file and reports what is wrong with each.
struct FieldReader {
  let fields: [String: DataNode.Entry]
  /// The keys that it is used for.
  let names: [String]
  let root: DataNode
  let file: RuleFile
  let log: ErrorLog

  /// The value of `key`; reported when there is none.
  func required<Value: Decodable>(_ key: String, as type: Value.Type = Value.self) -> Value? {
    if fields[key] == nil, !isMisspelt(key) {
      log.report(.missingKey(key, at: root.position), in: file)
    }
    return optional(key, as: type)
  }

  /// Whether `key` seems to be there under a wrong name, which is reported as such.
  private func isMisspelt(_ key: String) -> Bool {
    fields.keys.contains { !names.contains($0) && nearestName(to: $0, among: names) == key }
  }

  /// The value of `key`; nil when there is none.
  func optional<Value: Decodable>(_ key: String, as type: Value.Type = Value.self) -> Value? {
    guard let entry = fields[key] else { return nil }
    return log.attempt(in: file) { try entry.decode(type) }
  }

  func report(_ message: LocalizedText, at node: DataNode) {
    log.report(NodeError(message, at: node.position), in: file)
  }
}

extension DataNode.Entry {
  /// Decodes the value, which must not be empty.
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    if case .scalar(let scalar) = value.content, scalar.isMissing {
      throw NodeError.missingValue(key: key, at: keyPosition)
    }
    return try NodeDecoder(value).decode(type)
  }
}
