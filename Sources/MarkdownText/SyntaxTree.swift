import CMarkGFM

/// The syntax tree that cmark makes of a Markdown text, with an iterator over its nodes.
///
/// Two of GitHub's extensions are used, tables and task lists. The extensions for `~~` and bare addresses change a
/// table that all threads share, and an address would include Chinese text up to the next space.
final class SyntaxTree {
  /// A node of the tree. It is valid as long as the tree.
  struct Node {
    fileprivate let pointer: OpaquePointer
  }

  private let root: OpaquePointer
  private let iterator: OpaquePointer

  /// Parses `utf8`, which must come from ``CMarkInput``: it contains no NUL.
  init(_ utf8: ArraySlice<UInt8>) {
    // Without its option for source positions, cmark counts columns from the last line end that it took for a break,
    // which can be corrected here. With the option it corrects some columns and misses others.
    guard let parser = cmark_parser_new(0) else { fatalError("out of memory") }
    defer { cmark_parser_free(parser) }
    for tool in Self.extensions { cmark_parser_attach_syntax_extension(parser, tool) }
    utf8.withUnsafeBytes { cmark_parser_feed(parser, $0.bindMemory(to: CChar.self).baseAddress, $0.count) }
    guard let root = cmark_parser_finish(parser), let iterator = cmark_iter_new(root) else {
      fatalError("out of memory")
    }
    self.root = root
    self.iterator = iterator
  }

  deinit {
    cmark_iter_free(iterator)
    cmark_node_free(root)
  }

  /// Returns the next step: into a node, or out of a container node. Nil at the end.
  func next() -> (node: Node, isEntering: Bool)? {
    let event = cmark_iter_next(iterator)
    guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return nil }
    return (Node(pointer: node), event == CMARK_EVENT_ENTER)
  }

  /// Registered once for all threads; cmark only reads them from then on.
  nonisolated(unsafe) private static let extensions: [OpaquePointer] = {
    cmark_gfm_core_extensions_ensure_registered()
    return ["table", "tasklist"].compactMap { (name: String) in cmark_find_syntax_extension(name) }
  }()
}

extension SyntaxTree.Node {
  /// The kinds of nodes, with the names that cmark gives them.
  enum Kind: String {
    case list, item, paragraph, heading, table, text, link, image
    case quotation = "block_quote"
    /// An item that begins with a checkbox.
    case task = "tasklist"
    case code = "code_block"
    case html = "html_block"
    case thematicBreak = "thematic_break"
    case head = "table_header"
    case row = "table_row"
    case cell = "table_cell"
    case softBreak = "softbreak"
    case lineBreak = "linebreak"
    case codeSpan = "code"
    case tag = "html_inline"
    /// Any other kind, such as the whole document.
    case other
  }

  var kind: Kind { Kind(rawValue: String(cString: cmark_node_get_type_string(pointer))) ?? .other }

  /// The first line, from 1; 0 if cmark does not know it.
  var line: Int { Int(cmark_node_get_start_line(pointer)) }
  /// The last line. cmark is off by one for some kinds of block.
  var lastLine: Int { Int(cmark_node_get_end_line(pointer)) }
  /// The column of the first byte, from 1, in bytes.
  var column: Int { Int(cmark_node_get_start_column(pointer)) }
  /// The column of the last byte.
  var lastColumn: Int { Int(cmark_node_get_end_column(pointer)) }

  var next: Self? { cmark_node_next(pointer).map(Self.init) }
  var firstChild: Self? { cmark_node_first_child(pointer).map(Self.init) }

  /// The level of a heading.
  var level: Int { Int(cmark_node_get_heading_level(pointer)) }

  /// Whether code stands between fences, rather than behind an indent.
  var isFenced: Bool {
    var (length, offset, character) = (Int32(0), Int32(0), CChar(0))
    return cmark_node_get_fenced(pointer, &length, &offset, &character) != 0
  }

  /// The number of the first item of a list; nil for bullets.
  var firstNumber: Int? {
    cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST ? Int(cmark_node_get_list_start(pointer)) : nil
  }

  /// The number of lines of code or HTML, without the fences.
  var countOfLines: Int {
    // Each line ends with a line feed, the last one too.
    Self.bytes(cmark_node_get_literal(pointer)).count { $0 == 0x0A }
  }

  /// The lines of a paragraph, a heading or a cell as cmark reads them: without the marks of the blocks around them.
  var content: [UInt8] { Self.bytes(cmark_node_get_string_content(pointer)) }

  private static func bytes(_ string: UnsafePointer<CChar>?) -> [UInt8] {
    guard let string else { return [] }
    return Array(sequence(first: string) { $0 + 1 }.lazy.map { UInt8(bitPattern: $0.pointee) }.prefix { $0 != 0 })
  }
}
