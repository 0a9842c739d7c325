import Diagnostics
import DraftText
import Yams

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

  private let text: String
  private var nodeCount = 0

  /// Reads `text`, which has no byte order mark.
  ///
  /// - Parameter mayBeEmpty: Whether a text of nothing but comments is a mapping without keys, and no error.
  static func read(_ text: String, mayBeEmpty: Bool = false) throws(NodeError) -> DataNode {
    var reader = YAMLReader(text: text)
    return try reader.read(mayBeEmpty: mayBeEmpty)
  }

  private init(text: String) { self.text = text }

  private mutating func read(mayBeEmpty: Bool) throws(NodeError) -> DataNode {
    let start = LinePosition(line: 1, column: 1)
    guard text.utf8.count <= Self.byteLimit else {
      throw .tooLarge
    }
    // Keys that are lists of aliases of lists of aliases … would be compared before anybody can refuse them.
    if let position = text.placeOfManyAliases { throw .noAnchors(at: position) }
    let parser: Parser
    let root: Node?
    do {
      parser = try Parser(yaml: text, resolver: .basic, constructor: .default, encoding: .utf8)
      root = try parser.singleRoot()
    } catch let error as YamlError {
      throw nodeError(error)
    } catch {
      throw NodeError(.init(verbatim: String(describing: error)), at: start)
    }
    if mayBeEmpty, root.map({ $0.scalar?.string.isEmpty ?? false }) ?? true {
      return DataNode(position: start, content: .mapping([]))
    }
    guard let root else {
      throw NodeError(.init(zh: "文件是空的", en: "the file is empty"), at: start)
    }
    // Only the parser holds on to the anchors.
    defer { withExtendedLifetime(parser) {} }
    return try convert(root, depth: 1)
  }

  private mutating func convert(_ node: Node, depth: Int) throws(NodeError) -> DataNode {
    let position = node.mark.map { LinePosition(line: $0.line, column: $0.column) } ?? LinePosition(line: 1, column: 1)
    nodeCount += 1
    try check(node, at: position, depth: depth)
    switch node {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain || scalar.style == .any
      return DataNode(position: position, content: .scalar(.init(text: scalar.string, isPlain: isPlain)))
    case .sequence(let sequence):
      var nodes: [DataNode] = []
      for item in sequence { nodes.append(try convert(item, depth: depth + 1)) }
      return DataNode(position: position, content: .sequence(nodes))
    case .mapping(let mapping):
      var entries: [DataNode.Entry] = []
      for (key, value) in mapping {
        let keyNode = try convert(key, depth: depth + 1)
        guard case .scalar(let name) = keyNode.content else {
          throw NodeError(.init(zh: "键必须是文字", en: "a key must be a text"), at: keyNode.position)
        }
        let value = try convert(value, depth: depth + 1)
        entries.append(.init(key: name.text, keyPosition: keyNode.position, value: value))
      }
      return DataNode(position: position, content: .mapping(entries))
    case .alias:
      throw .noAnchors(at: position)
    }
  }

  private func check(_ node: Node, at position: LinePosition, depth: Int) throws(NodeError) {
    if node.anchor != nil { throw .noAnchors(at: position) }
    // The tag of a quoted text or a key is that of its type, that of anything else without a tag is empty.
    let tag = node.scalar?.tag.description ?? node.sequence?.tag.description ?? node.mapping?.tag.description ?? ""
    let untagged: [Tag.Name] = [.implicit, .str, .seq, .map]
    if !untagged.contains(where: { $0.rawValue == tag }) {
      throw NodeError(.init(zh: "不支持 YAML 标签 \(tag)", en: "YAML tags are not supported: \(tag)"), at: position)
    }
    if depth > Self.depthLimit { throw .tooDeep(at: position) }
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

  fileprivate static func tooDeep(at position: LinePosition) -> NodeError {
    let limit = YAMLReader.depthLimit
    return NodeError(.init(zh: "嵌套太深，最多 \(limit) 层", en: "nested deeper than \(limit) levels"), at: position)
  }

  fileprivate static func syntax(_ problem: String, at position: LinePosition) -> NodeError {
    NodeError(.init(zh: "YAML 语法错误：\(problem)", en: "YAML syntax error: \(problem)"), at: position)
  }
}

extension YAMLReader {
  private func nodeError(_ error: YamlError) -> NodeError {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
      return syntaxError(context, problem, at: LinePosition(line: mark.line, column: mark.column))
    case .composer(_, let problem, let mark, _):
      let position = LinePosition(line: mark.line, column: mark.column)
      if problem.contains("another document") {
        return NodeError(
          .init(zh: "一个文件只能有一个 YAML 文档", en: "a file holds one YAML document only"), at: position)
      }
      return problem.contains("alias") ? .noAnchors(at: position) : .syntax(problem, at: position)
    case .reader(let problem, let offset, _, _):
      return .syntax(problem, at: position(ofCharacter: offset ?? 0))
    case .duplicatedKeysInMapping(let keys, let context):
      let first = LinePosition(line: context.mark.line, column: context.mark.column)
      return duplicateKey(keys.first ?? "", first: first)
    default:
      return .syntax(String(describing: error), at: LinePosition(line: 1, column: 1))
    }
  }

  private func syntaxError(
    _ context: YamlError.Context?, _ problem: String, at position: LinePosition
  ) -> NodeError {
    if scalar(at: position) == "\t" {
      return NodeError(
        .init(zh: "缩进只能用空格，不能用制表符", en: "indent with spaces; a tab cannot stand here"), at: position)
    }
    if problem.contains("nesting level") { return .tooDeep(at: position) }
    let context = context.map { " (\($0.text), line \($0.mark.line))" } ?? ""
    return .syntax(problem + context, at: position)
  }

  /// Yams names the first of the equal keys; the fault is the second.
  private func duplicateKey(_ key: String, first: LinePosition) -> NodeError {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let second = lines.indices.dropFirst(first.line).first { line in
      let rest = lines[line].unicodeScalars.dropFirst(first.column - 1)
      let indent = lines[line].unicodeScalars.prefix(first.column - 1)
      return indent.allSatisfy { $0 == " " || $0 == "-" } && Self.key(at: rest) == key
    }
    let position = second.map { LinePosition(line: $0 + 1, column: first.column) } ?? first
    return NodeError(
      .init(
        zh: "键“\(key.shortened)”重复，第一次在第 \(first.line) 行",
        en: "duplicate key “\(key.shortened)”, first on line \(first.line)"),
      at: position)
  }

  /// The key that a line begins with, without its quotation marks.
  private static func key(at line: Substring.UnicodeScalarView.SubSequence) -> String? {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    let key = String(line[..<colon]).trimming(" ")
    return key.trimming("'").trimming("\"")
  }

  private func scalar(at position: LinePosition) -> Unicode.Scalar? {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.indices.contains(position.line - 1) else { return nil }
    return lines[position.line - 1].unicodeScalars.dropFirst(position.column - 1).first
  }

  private func position(ofCharacter offset: Int) -> LinePosition {
    var line = 1
    var column = 1
    for character in text.prefix(offset) {
      if character.isNewline {
        line += 1
        column = 1
      } else {
        column += character.unicodeScalars.count
      }
    }
    return LinePosition(line: line, column: column)
  }
}

extension String {
  fileprivate func trimming(_ character: Character) -> String {
    var rest = self[...]
    while rest.first == character { rest.removeFirst() }
    while rest.last == character { rest.removeLast() }
    return String(rest)
  }
}

extension String {
  /// How many aliases a file may have that are only refused once it is read.
  private static let mostAliases = 16

  /// Where the first of very many words stands that look like aliases (`*name`) of what looks like anchors (`&name`).
  ///
  /// In a quoted text they are neither, but nobody quotes so many pairs.
  fileprivate var placeOfManyAliases: LinePosition? {
    var anchors: Set<Substring> = []
    var aliases: [LinePosition] = []
    for (number, line) in split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      guard line.utf8.contains(where: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "*") }) else { continue }
      for word in line.split(whereSeparator: { " \t,[]{}".contains($0) }) {
        if word.first == "&" { anchors.insert(word.dropFirst()) }
        guard word.first == "*", anchors.contains(word.dropFirst()) else { continue }
        let column = line[..<word.startIndex].unicodeScalars.count + 1
        if aliases.count < Self.mostAliases {
          aliases.append(LinePosition(line: number + 1, column: column))
        } else {
          return aliases.first
        }
      }
    }
    return nil
  }
}
