import DraftText

/// The rule files as stored in the program. They were read and checked when it was built, so no run has to parse YAML.
///
/// The format is a text, because a program can hold nothing else, and every run reads all of it. A number is written in
/// base 32, lowest digit first; a digit is a byte from `0x30`, plus 32 if another digit follows. A text is its length
/// in UTF-8 bytes, then the bytes. The grammar:
///
///     rules = number of files, (path, node)…, the patterns as ``PatternLibrary`` writes them
///     node  = line, column, "p" text | "q" text | "s" count node… | "m" count (key line column node)…
///
/// `p` is a plain scalar, `q` any other scalar, `s` a sequence and `m` a mapping.
package struct RuleSnapshot: Sendable {
  package let files: [RuleFile]
  package let patterns: PatternLibrary

  /// A snapshot without rules.
  package static let none = RuleSnapshot(files: [])

  package init(files: [RuleFile], patterns: PatternLibrary = PatternLibrary()) {
    self.files = files
    self.patterns = patterns
  }

  /// Reads the rules in `folder`, which are to become part of zhangfa. Checks the YAML, the definitions, and the values
  /// of `pattern` and `unless`; the other keys can only be checked by the kinds of rules.
  ///
  /// - Throws: All errors in the files.
  package init(reading folder: RuleFolder) throws(RuleSetError) {
    let log = ErrorLog()
    let files = folder.read(isShipped: true, log)
    PatternTexts.check(files, log)
    guard log.errors.isEmpty else { throw RuleSetError(log.errors) }
    self.init(files: files.map { RuleFile(checked: $0.path, root: $0.root) })
  }

  /// Reads the text that ``text()`` returned.
  package init(_ text: StaticString) {
    var reader = SnapshotReader(text)
    let files = (0..<reader.number()).map { _ in RuleFile(checked: reader.text(), root: reader.node()) }
    self.init(files: files, patterns: PatternLibrary(text, &reader))
    precondition(reader.isAtEnd, "the program holds its own rules")
  }

  /// Returns the rules with their patterns as a text that a program can hold.
  package func text() -> String {
    let patterns = PatternTexts.library(of: files)
    var writer = SnapshotWriter()
    writer.add(files.count)
    for file in files {
      writer.add(file.path)
      writer.add(file.root)
    }
    patterns.write(to: &writer)
    return writer.text
  }
}

/// Writes the format that ``RuleSnapshot`` describes.
struct SnapshotWriter {
  private(set) var text = ""

  mutating func add(_ number: Int) {
    var rest = number
    repeat {
      let digit = UInt8(rest & 31)
      rest >>= 5
      text.unicodeScalars.append(Unicode.Scalar(0x30 + digit + (rest > 0 ? 32 : 0)))
    } while rest > 0
  }

  mutating func add(_ string: String) {
    add(string.utf8.count)
    text += string
  }

  mutating func add(_ position: LinePosition) {
    add(position.line)
    add(position.column)
  }

  mutating func add(_ node: DataNode) {
    add(node.position)
    switch node.content {
    case .scalar(let scalar):
      text += scalar.isPlain ? "p" : "q"
      add(scalar.text)
    case .sequence(let nodes):
      text += "s"
      add(nodes.count)
      for node in nodes { add(node) }
    case .mapping(let entries):
      text += "m"
      add(entries.count)
      for entry in entries {
        add(entry.key)
        add(entry.keyPosition)
        add(entry.value)
      }
    }
  }
}

/// Reads the text that a ``SnapshotWriter`` wrote: the program's own rules, which are not checked for errors.
struct SnapshotReader {
  private let utf8: UnsafeBufferPointer<UInt8>
  private var offset = 0

  /// Takes `text`, which exists as long as the program runs.
  init(_ text: StaticString) { utf8 = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount) }

  init(utf8: UnsafeBufferPointer<UInt8>) { self.utf8 = utf8 }

  var isAtEnd: Bool { offset == utf8.count }

  private mutating func byte() -> UInt8 {
    precondition(offset < utf8.count, "the program holds all of its rules")
    defer { offset += 1 }
    return utf8[offset]
  }

  mutating func number() -> Int {
    var (value, shift) = (0, 0)
    while true {
      let digit = Int(byte()) - 0x30
      value |= (digit & 31) << shift
      if digit < 32 { return value }
      shift += 5
    }
  }

  mutating func text() -> String {
    String(decoding: UnsafeBufferPointer(rebasing: utf8[textRange()]), as: UTF8.self)
  }

  /// Returns the range of a text, to be read later.
  mutating func textRange() -> Range<Int> {
    let count = number()
    defer { offset += count }
    return offset..<(offset + count)
  }

  mutating func position() -> LinePosition { LinePosition(line: number(), column: number()) }

  mutating func node() -> DataNode {
    let position = position()
    let content: DataNode.Content =
      switch byte() {
      case UInt8(ascii: "p"): .scalar(.init(text: text(), isPlain: true))
      case UInt8(ascii: "q"): .scalar(.init(text: text(), isPlain: false))
      case UInt8(ascii: "s"): .sequence((0..<number()).map { _ in node() })
      default: .mapping((0..<number()).map { _ in entry() })
      }
    return DataNode(position: position, content: content)
  }

  private mutating func entry() -> DataNode.Entry {
    DataNode.Entry(key: text(), keyPosition: position(), value: node())
  }
}
