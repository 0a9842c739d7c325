import CYAML
import Diagnostics
import DraftText

/// Reads the text of a rule file into a ``DataNode``.
///
/// Accepts plain YAML with one document in a file. Anchors, aliases, tags and merge keys are errors, so that each value
/// of a rule file is written where it applies.
struct YAMLReader {
  /// The deepest nesting of lists and mappings.
  static let depthLimit = 32
  /// The most values in a file.
  static let nodeLimit = 50_000

  private let events: YAMLEvents
  private var nodeCount = 0

  /// Reads `text`, which has no byte order mark.
  ///
  /// - Parameter mayBeEmpty: Whether a text with only comments is a mapping without keys instead of an error.
  static func read(_ text: String, mayBeEmpty: Bool = false) throws(NodeError) -> DataNode {
    guard text.utf8.count <= YAMLFile.byteLimit else { throw .tooLarge }
    var reader = YAMLReader(events: YAMLEvents(text))
    return try reader.document(mayBeEmpty: mayBeEmpty)
  }

  private init(events: YAMLEvents) { self.events = events }

  private mutating func document(mayBeEmpty: Bool) throws(NodeError) -> DataNode {
    let empty = DataNode(position: .start, content: .mapping([]))
    guard case .documentStart = try events.next().content else {
      if mayBeEmpty { return empty }
      throw NodeError(.init(zh: "文件是空的", en: "the file is empty"), at: .start)
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

  /// Returns the value that begins with `event`.
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

  /// Returns the event that begins the next value of a list or mapping; nil at its end.
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
  /// The error of a file with more than ``YAMLFile/byteLimit`` bytes.
  static var tooLarge: NodeError {
    let limit = YAMLFile.byteLimit
    return NodeError(
      .init(zh: "文件太大，最多 \(limit) 字节", en: "the file is larger than \(limit) bytes"), at: .start)
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
        zh: "键“\(key.excerpt)”重复，第一次在第 \(line) 行",
        en: "duplicate key “\(key.excerpt)”, first on line \(line)"),
      at: position)
  }
}

/// An event in a YAML text.
private struct YAMLEvent {
  /// The kind of event, with its content.
  enum Content {
    case documentStart
    case alias
    case scalar(DataNode.Scalar)
    case sequenceStart
    case mappingStart
    /// The end of a list or of a mapping.
    case end
    case streamEnd
  }

  let content: Content
  /// The position at which it begins.
  let position: LinePosition
  let hasAnchor: Bool
  /// The tag, written out in full; nil if there is none.
  let tag: String?
}

/// Reads the events of a YAML text with libyaml.
private final class YAMLEvents {
  private let utf8: UnsafeMutableBufferPointer<UInt8>
  /// Reads from `utf8`; both live as long as this object.
  private let parser: UnsafeMutablePointer<yaml_parser_t>

  /// Takes `text`, which has no byte order mark.
  init(_ text: String) {
    utf8 = .allocate(capacity: text.utf8.count)
    _ = utf8.initialize(from: text.utf8)
    parser = .allocate(capacity: 1)
    guard yaml_parser_initialize(parser) == 1 else { fatalError("out of memory") }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, utf8.baseAddress, utf8.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    utf8.deallocate()
  }

  /// Returns the next event. It must not be called after the end of the stream or after an error.
  ///
  /// - Throws: The YAML error, in the words of libyaml.
  func next() throws(NodeError) -> YAMLEvent {
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(parser, &event) == 1 else { throw error }
      defer { yaml_event_delete(&event) }
      if let event = YAMLEvent(event) { return event }
    }
  }

  private var error: NodeError {
    let parser = parser.pointee
    let problem = parser.problem.map { String(cString: $0) } ?? ""
    if parser.error == YAML_READER_ERROR {
      let before = String(decoding: utf8.prefix(Int(parser.problem_offset)), as: UTF8.self)
      return .syntax(problem, at: LinePosition(endOf: before))
    }
    let position = LinePosition(parser.problem_mark)
    if scalar(at: parser.problem_mark.index) == "\t" {
      return NodeError(
        .init(zh: "缩进只能用空格，不能用制表符", en: "indent with spaces; a tab cannot stand here"), at: position)
    }
    let context = parser.context.map { " (\(String(cString: $0)), line \(parser.context_mark.line + 1))" } ?? ""
    return .syntax(problem + context, at: position)
  }

  private func scalar(at index: Int) -> Unicode.Scalar? {
    String(decoding: utf8, as: UTF8.self).unicodeScalars.dropFirst(index).first
  }
}

extension YAMLEvent {
  /// Nil for events that carry no content.
  fileprivate init?(_ event: yaml_event_t) {
    let content: Content
    var anchor: UnsafeMutablePointer<yaml_char_t>?
    var tag: UnsafeMutablePointer<yaml_char_t>?
    switch event.type {
    case YAML_DOCUMENT_START_EVENT: content = .documentStart
    case YAML_STREAM_END_EVENT: content = .streamEnd
    case YAML_ALIAS_EVENT: content = .alias
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: content = .end
    case YAML_SEQUENCE_START_EVENT:
      (anchor, tag) = (event.data.sequence_start.anchor, event.data.sequence_start.tag)
      content = .sequenceStart
    case YAML_MAPPING_START_EVENT:
      (anchor, tag) = (event.data.mapping_start.anchor, event.data.mapping_start.tag)
      content = .mappingStart
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      (anchor, tag) = (scalar.anchor, scalar.tag)
      let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      content = .scalar(.init(text: text, isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE))
    default: return nil
    }
    self.init(
      content: content, position: LinePosition(event.start_mark), hasAnchor: anchor != nil,
      tag: tag.map { String(cString: $0) })
  }
}

extension LinePosition {
  fileprivate init(_ mark: yaml_mark_t) { self.init(line: mark.line + 1, column: mark.column + 1) }
}

extension NodeError {
  fileprivate static func syntax(_ problem: String, at position: LinePosition) -> NodeError {
    NodeError(.init(zh: "YAML 语法错误：\(problem)", en: "YAML syntax error: \(problem)"), at: position)
  }
}
