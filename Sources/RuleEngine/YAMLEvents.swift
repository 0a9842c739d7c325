import CYAML
import Diagnostics
import DraftText

/// A step through a YAML text.
struct YAMLEvent {
  /// What was met.
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
  /// Where it begins.
  let position: LinePosition
  let hasAnchor: Bool
  /// The tag, written out in full; nil where there is none.
  let tag: String?
}

/// Steps through a YAML text, which libyaml takes apart.
final class YAMLEvents {
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

  /// The next event. Nobody may ask again after the end of the stream or an error.
  ///
  /// - Throws: What is wrong with the YAML, in the words of libyaml.
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
      return .syntax(problem, at: position(ofByte: Int(parser.problem_offset)))
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

  private func position(ofByte offset: Int) -> LinePosition {
    let before = String(decoding: utf8.prefix(offset), as: UTF8.self)
    let lines = before.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return LinePosition(line: lines.count, column: (lines.last?.unicodeScalars.count ?? 0) + 1)
  }
}

extension YAMLEvent {
  /// Nil for what says nothing of its own.
  fileprivate init?(_ event: yaml_event_t) {
    let content: Content
    var anchor, tag: UnsafeMutablePointer<yaml_char_t>?
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
