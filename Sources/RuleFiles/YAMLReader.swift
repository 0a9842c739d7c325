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

  private let parser: YAMLParser
  private var nodeCount = 0

  /// Reads `text`, which has no byte order mark.
  ///
  /// - Parameter mayBeEmpty: Whether a text with only comments is a mapping without keys instead of an error.
  static func read(_ text: String, mayBeEmpty: Bool = false) throws(NodeError) -> DataNode {
    var reader = YAMLReader(parser: YAMLParser(text))
    return try reader.document(mayBeEmpty: mayBeEmpty)
  }

  private init(parser: YAMLParser) { self.parser = parser }

  private mutating func document(mayBeEmpty: Bool) throws(NodeError) -> DataNode {
    let empty = DataNode(position: .start, content: .mapping([]))
    guard try parser.next({ $0.type == YAML_DOCUMENT_START_EVENT }) else {
      if mayBeEmpty { return empty }
      throw NodeError(.init(zh: "文件是空的", en: "the file is empty"), at: .start)
    }
    let root = try value(depth: 1)
    let second = try parser.next { $0.type == YAML_DOCUMENT_START_EVENT ? LinePosition($0.start_mark) : nil }
    if let second {
      throw NodeError(.init(zh: "一个文件只能有一个 YAML 文档", en: "a file holds one YAML document only"), at: second)
    }
    if mayBeEmpty, case .scalar(let scalar) = root.content, scalar.text.isEmpty { return empty }
    return root
  }

  /// Returns the next value, which must be there.
  private mutating func value(depth: Int) throws(NodeError) -> DataNode {
    guard let value = try next(depth: depth) else { preconditionFailure("libyaml ends what it begins") }
    return value
  }

  /// Returns the next value; nil at the end of a list or mapping.
  private mutating func next(depth: Int) throws(NodeError) -> DataNode? {
    try parser.next { (event) throws(NodeError) in
      let position = LinePosition(event.start_mark)
      let content: DataNode.Content
      switch event.type {
      case YAML_SCALAR_EVENT:
        let scalar = event.data.scalar
        try check(anchor: scalar.anchor, tag: scalar.tag, depth: depth, at: position)
        let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
        content = .scalar(.init(text: text, isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE))
      case YAML_SEQUENCE_START_EVENT:
        let start = event.data.sequence_start
        try check(anchor: start.anchor, tag: start.tag, depth: depth, at: position)
        var nodes: [DataNode] = []
        while let node = try next(depth: depth + 1) { nodes.append(node) }
        content = .sequence(nodes)
      case YAML_MAPPING_START_EVENT:
        let start = event.data.mapping_start
        try check(anchor: start.anchor, tag: start.tag, depth: depth, at: position)
        content = .mapping(try entries(depth: depth + 1))
      case YAML_ALIAS_EVENT:
        try check(anchor: nil, tag: nil, depth: depth, at: position)
        throw .noAnchors(at: position)
      default: return nil
      }
      return DataNode(position: position, content: content)
    }
  }

  private mutating func entries(depth: Int) throws(NodeError) -> [DataNode.Entry] {
    var entries: [DataNode.Entry] = []
    var lines: [String: Int] = [:]
    while let key = try next(depth: depth) {
      guard case .scalar(let name) = key.content else {
        throw NodeError(.init(zh: "键必须是文字", en: "a key must be a text"), at: key.position)
      }
      if let first = lines.updateValue(key.position.line, forKey: name.text) {
        throw .duplicateKey(name.text, first: first, at: key.position)
      }
      entries.append(.init(key: name.text, keyPosition: key.position, value: try value(depth: depth)))
    }
    return entries
  }

  /// Counts a value, and throws if its anchor, its tag, its depth or the count is not allowed.
  private mutating func check(
    anchor: UnsafeMutablePointer<yaml_char_t>?, tag: UnsafeMutablePointer<yaml_char_t>?, depth: Int,
    at position: LinePosition
  ) throws(NodeError) {
    nodeCount += 1
    if anchor != nil { throw .noAnchors(at: position) }
    let tag = tag.map { String(cString: $0) }
    if let tag, !["str", "seq", "map"].contains(where: { tag == "tag:yaml.org,2002:\($0)" }) {
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

/// The parser of libyaml with its text.
private final class YAMLParser {
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

  /// Returns what `read` makes of the next event that carries content. It must not be called after the end of the
  /// stream or after an error.
  ///
  /// - Throws: The YAML error, in the words of libyaml, or an error of `read`.
  func next<Value>(_ read: (yaml_event_t) throws(NodeError) -> Value) throws(NodeError) -> Value {
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(parser, &event) == 1 else { throw error }
      defer { yaml_event_delete(&event) }
      let isEmpty = [YAML_NO_EVENT, YAML_STREAM_START_EVENT, YAML_DOCUMENT_END_EVENT].contains(event.type)
      if !isEmpty { return try read(event) }
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

extension LinePosition {
  fileprivate init(_ mark: yaml_mark_t) { self.init(line: mark.line + 1, column: mark.column + 1) }
}

extension NodeError {
  fileprivate static func syntax(_ problem: String, at position: LinePosition) -> NodeError {
    NodeError(.init(zh: "YAML 语法错误：\(problem)", en: "YAML syntax error: \(problem)"), at: position)
  }
}
