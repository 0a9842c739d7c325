import Diagnostics
import DraftText

/// Reads the text of a rule file into a ``DataNode``.
///
/// This is plain YAML with one document in a file. Anchors, aliases, tags and merge keys are errors: a rule file says
/// what it means where it means it.
struct YAMLReader {
  /// How large a file may be, in bytes.
  static let byteLimit = 1 << 20
  /// How deep lists and mappings may nest.
  static let depthLimit = 32
  /// How many values a file may have.
  static let nodeLimit = 50_000

  private let events: YAMLEvents
  private var nodeCount = 0

  /// Reads `text`, which has no byte order mark.
  ///
  /// - Parameter mayBeEmpty: Whether a text of nothing but comments is a mapping without keys, and no error.
  static func read(_ text: String, mayBeEmpty: Bool = false) throws(NodeError) -> DataNode {
    guard text.utf8.count <= byteLimit else { throw .tooLarge }
    var reader = YAMLReader(events: YAMLEvents(text))
    return try reader.document(mayBeEmpty: mayBeEmpty)
  }

  private init(events: YAMLEvents) { self.events = events }

  private mutating func document(mayBeEmpty: Bool) throws(NodeError) -> DataNode {
    let start = LinePosition(line: 1, column: 1)
    let empty = DataNode(position: start, content: .mapping([]))
    guard case .documentStart = try events.next().content else {
      if mayBeEmpty { return empty }
      throw NodeError(.init(zh: "文件是空的", en: "the file is empty"), at: start)
    }
    let root = try node(try events.next(), depth: 1)
    let next = try events.next()
    if case .documentStart = next.content {
      throw NodeError(
        .init(zh: "一个文件只能有一个 YAML 文档", en: "a file holds one YAML document only"), at: next.position)
    }
    if mayBeEmpty, case .scalar(let scalar) = root.content, scalar.text.isEmpty { return empty }
    return root
  }

  /// The value that begins with `event`.
  private mutating func node(_ event: YAMLEvent, depth: Int) throws(NodeError) -> DataNode {
    nodeCount += 1
    try check(event, depth: depth)
    switch event.content {
    case .scalar(let scalar): return DataNode(position: event.position, content: .scalar(scalar))
    case .sequenceStart:
      var nodes: [DataNode] = []
      while let item = try nextItem() { nodes.append(try node(item, depth: depth + 1)) }
      return DataNode(position: event.position, content: .sequence(nodes))
    case .mappingStart:
      return DataNode(position: event.position, content: .mapping(try entries(depth: depth + 1)))
    case .alias: throw .noAnchors(at: event.position)
    case .documentStart, .end, .streamEnd: preconditionFailure("libyaml ends what it begins")
    }
  }

  private mutating func entries(depth: Int) throws(NodeError) -> [DataNode.Entry] {
    var entries: [DataNode.Entry] = []
    var lines: [String: Int] = [:]
    while let item = try nextItem() {
      let key = try node(item, depth: depth)
      guard case .scalar(let name) = key.content else {
        throw NodeError(.init(zh: "键必须是文字", en: "a key must be a text"), at: key.position)
      }
      if let first = lines.updateValue(key.position.line, forKey: name.text) {
        throw .duplicateKey(name.text, first: first, at: key.position)
      }
      let value = try node(try events.next(), depth: depth)
      entries.append(.init(key: name.text, keyPosition: key.position, value: value))
    }
    return entries
  }

  /// The event with which the next value of a list or mapping begins; nil at its end.
  private func nextItem() throws(NodeError) -> YAMLEvent? {
    let event = try events.next()
    if case .end = event.content { return nil }
    return event
  }

  private func check(_ event: YAMLEvent, depth: Int) throws(NodeError) {
    let position = event.position
    if event.hasAnchor { throw .noAnchors(at: position) }
    if let tag = event.tag, !["str", "seq", "map"].contains(where: { tag == "tag:yaml.org,2002:\($0)" }) {
      throw NodeError(.init(zh: "不支持 YAML 标签 \(tag)", en: "YAML tags are not supported: \(tag)"), at: position)
    }
    if depth > Self.depthLimit {
      let limit = Self.depthLimit
      throw NodeError(.init(zh: "嵌套太深，最多 \(limit) 层", en: "nested deeper than \(limit) levels"), at: position)
    }
    if nodeCount > Self.nodeLimit {
      throw NodeError(
        .init(zh: "值太多，最多 \(Self.nodeLimit) 个", en: "more than \(Self.nodeLimit) values"), at: position)
    }
  }
}

extension NodeError {
  /// The file has more than ``YAMLReader/byteLimit`` bytes.
  static var tooLarge: NodeError {
    let limit = YAMLReader.byteLimit
    return NodeError(
      .init(zh: "文件太大，最多 \(limit) 字节", en: "the file is larger than \(limit) bytes"),
      at: LinePosition(line: 1, column: 1))
  }

  fileprivate static func noAnchors(at position: LinePosition) -> NodeError {
    NodeError(
      .init(
        zh: "不支持 YAML 锚点和别名（& 和 *）；以此开头的文字要加引号",
        en: "YAML anchors and aliases (& and *) are not supported; quote a text that begins so"),
      at: position)
  }

  fileprivate static func duplicateKey(_ key: String, first line: Int, at position: LinePosition) -> NodeError {
    NodeError(
      .init(
        zh: "键“\(key.shortened)”重复，第一次在第 \(line) 行",
        en: "duplicate key “\(key.shortened)”, first on line \(line)"),
      at: position)
  }
}
