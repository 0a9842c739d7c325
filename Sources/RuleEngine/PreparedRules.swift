import DraftText
import PatternMatching

/// The shipped rules as they lie in the program: read, found sound, and packed so that no start has to parse YAML.
///
/// The packed form is text, so that it can stand in a Swift string literal. A number is written in base 32, lowest digit
/// first, a digit being a byte from `0x30` on, plus 32 where another digit follows. A text is its length in UTF-8 bytes
/// and the bytes. Then:
///
///     rules    = beginning of all images, number of files, file…, number of tables, table…
///     file     = path, node, length of what follows, details of a rule as a node or nothing
///     table    = path of a file, number of patterns, pattern…
///     pattern  = line, column, number of openings (2 where some matches are passed over), text, opening…, number of groups, name…, rest of the image
///     opening  = characters, characters at the beginning of a line
///     characters = number of ranges, (distance from the end of the range before, length)…
///     node     = line, column, "p" text | "q" text | "s" count node… | "m" count (key line column node)…
///
/// where `p` is a plain scalar, `q` any other, `s` a sequence and `m` a mapping. An image is a text as ``PatternImage`` has it,
/// the rest of an absent one is empty.
package struct PreparedRules: Sendable {
  let files: [RuleFile]
  /// The patterns, by the path of their file.
  let patterns: [String: PreparedPatterns]

  /// No rules at all.
  package static let none = PreparedRules(files: [])

  init(files: [RuleFile], patterns: [String: PreparedPatterns] = [:]) {
    self.files = files
    self.patterns = patterns
  }

  /// Reads and checks the rules in `folder`, as if they were shipped: with all texts, examples and patterns.
  ///
  /// - Throws: All that is wrong with them.
  package init(preparing folder: RuleFolder) throws(RuleSetError) {
    let checked = try RuleSet.checkingShipped(folder)
    self.init(files: checked.files, patterns: checked.patterns)
  }

  /// Unpacks what ``packed()`` made.
  package init(packed text: StaticString) {
    guard let rules = Self(.program(text)) else { preconditionFailure("the program holds broken rules") }
    self = rules
  }

  /// Unpacks what ``packed()`` made; nil for anything else.
  init?(packed bytes: [UInt8]) { self.init(.memory(bytes)) }

  private init?(_ storage: PackedBytes.Storage) {
    let rules = storage.withBytes { bytes -> Self? in
      var unpacker = Unpacker(bytes: bytes, of: storage)
      guard unpacker.readImageHead(), let files = unpacker.list({ $0.file() }),
        let tables = unpacker.list({ $0.table() }), unpacker.isAtEnd
      else { return nil }
      return Self(files: files, patterns: Dictionary(tables) { first, _ in first })
    }
    guard let rules else { return nil }
    self = rules
  }

  /// The rules in a form that ``init(packed:)`` reads.
  package func packed() -> String {
    let images = patterns.values.flatMap { $0.patterns.values.compactMap(\.image?.bytes) }
    var packer = Packer(imageHead: images.commonPrefix)
    packer.add(PatternImage.text(of: packer.imageHead))
    packer.add(files.count)
    for file in files {
      packer.add(file)
    }
    packer.add(patterns.count)
    for (path, table) in patterns.sorted(by: { $0.key < $1.key }) {
      packer.add(path)
      packer.add(table.patterns.count)
      for (key, pattern) in table.patterns.sorted(by: { $0.key < $1.key }) { packer.add(pattern, key) }
    }
    return packer.text
  }
}

extension [[UInt8]] {
  /// What all begin with.
  fileprivate var commonPrefix: [UInt8] {
    guard var prefix = first else { return [] }
    for bytes in dropFirst() {
      let count = zip(prefix, bytes).prefix { $0 == $1 }.count
      prefix.removeLast(prefix.count - count)
    }
    return prefix
  }
}

private struct Packer {
  /// What the images of all patterns begin with.
  let imageHead: [UInt8]
  private(set) var text = ""

  init(imageHead: [UInt8]) { self.imageHead = imageHead }

  mutating func add(_ number: Int) {
    var rest = UInt(number)
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

  mutating func add(_ file: RuleFile) {
    add(file.path)
    guard case .rule = file.role, let (rest, details) = file.root.separatingDetails else {
      add(file.root)
      return add("")
    }
    add(rest)
    var packer = Packer(imageHead: imageHead)
    packer.add(details)
    add(packer.text)
  }

  mutating func add(_ position: LinePosition) {
    add(position.line)
    add(position.column)
  }

  mutating func add(_ pattern: PreparedPattern, _ key: PreparedPatterns.Key) {
    add(key.position)
    let openings = key.hasExceptions ? [pattern.opening, pattern.wholeOpening] : [pattern.opening]
    add(openings.count)
    add(pattern.source.string)
    for opening in openings {
      add(opening.characters)
      add(opening.lineCharacters)
    }
    add(pattern.groupNames.count)
    for name in pattern.groupNames.sorted() { add(name) }
    add(pattern.image.map { PatternImage.text(of: $0.bytes.dropFirst(imageHead.count)) } ?? "")
  }

  private mutating func add(_ set: ScalarSet) {
    add(set.ranges.count)
    var end: UInt32 = 0
    for range in set.ranges {
      add(Int(range.lowerBound - end))
      add(Int(range.upperBound - range.lowerBound))
      end = range.upperBound
    }
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

struct Unpacker {
  /// Valid while ``PackedBytes/Storage/withBytes(_:)`` runs; `offset` never passes its count.
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Where the bytes are from, and at which of its bytes they start.
  private let storage: PackedBytes.Storage
  private let start: Int
  private var offset = 0
  private var imageHead: PackedBytes?

  init(bytes: UnsafeBufferPointer<UInt8>, of storage: PackedBytes.Storage, from start: Int = 0) {
    self.bytes = bytes
    self.storage = storage
    self.start = start
  }

  var isAtEnd: Bool { offset == bytes.count }

  mutating func file() -> RuleFile? {
    guard let path = string(), let root = node(), let details = piece() else { return nil }
    return RuleFile(prepared: path, root: root, details: details.range.isEmpty ? nil : PackedNode(bytes: details))
  }

  /// Reads what all images begin with, which goes before everything else. False where there is nothing of the kind.
  mutating func readImageHead() -> Bool {
    imageHead = piece()
    return imageHead != nil
  }

  private mutating func byte() -> UInt8? {
    guard offset < bytes.count else { return nil }
    defer { offset += 1 }
    return bytes[offset]
  }

  private mutating func number() -> Int? {
    var value: UInt = 0
    for shift in stride(from: UInt(0), to: 60, by: 5) {
      guard let byte = byte(), 0x30..<0x70 ~= byte else { return nil }
      let digit = byte - 0x30
      value |= UInt(digit & 31) << shift
      if digit < 32 { return Int(value) }
    }
    return nil
  }

  /// A text that stays where it is.
  private mutating func piece() -> PackedBytes? {
    guard let count = number(), count <= bytes.count - offset else { return nil }
    defer { offset += count }
    return PackedBytes(storage: storage, range: (start + offset)..<(start + offset + count))
  }

  private mutating func string() -> String? {
    guard let count = number(), count <= bytes.count - offset else { return nil }
    defer { offset += count }
    return String(decoding: UnsafeBufferPointer(rebasing: bytes[offset..<(offset + count)]), as: UTF8.self)
  }

  private mutating func position() -> LinePosition? {
    guard let line = number(), let column = number() else { return nil }
    return LinePosition(line: line, column: column)
  }

  mutating func list<Item>(_ item: (inout Unpacker) -> Item?) -> [Item]? {
    guard let count = number(), count <= bytes.count - offset else { return nil }
    var items: [Item] = []
    items.reserveCapacity(count)
    for _ in 0..<count {
      guard let item = item(&self) else { return nil }
      items.append(item)
    }
    return items
  }

  /// The patterns of a file, and its path.
  mutating func table() -> (String, PreparedPatterns)? {
    guard let path = string(), let patterns = list({ $0.pattern() }) else { return nil }
    return (path, PreparedPatterns(patterns: Dictionary(patterns) { first, _ in first }))
  }

  private mutating func pattern() -> (PreparedPatterns.Key, PreparedPattern)? {
    guard let position = position(), let count = number(), let source = piece(), let opening = opening(),
      let wholeOpening = count == 2 ? self.opening() : opening, let names = list({ $0.string() }),
      let imageHead, let image = piece()
    else { return nil }
    let pattern = PreparedPattern(
      source: source, hasExceptions: count == 2, opening: opening, wholeOpening: wholeOpening, groupNames: Set(names),
      image: image.range.isEmpty ? nil : PatternImage([imageHead, image]))
    return (PreparedPatterns.Key(position: position, hasExceptions: count == 2), pattern)
  }

  private mutating func opening() -> Opening? {
    guard let characters = set(), let lineCharacters = set() else { return nil }
    return Opening(characters: characters, lineCharacters: lineCharacters)
  }

  private mutating func set() -> ScalarSet? {
    var end: UInt32 = 0
    let ranges = list { unpacker -> ClosedRange<UInt32>? in
      guard let distance = unpacker.number(), let length = unpacker.number(), distance + length <= 0x10FFFF else {
        return nil
      }
      let start = end + UInt32(distance)
      end = start + UInt32(length)
      return start...end
    }
    return ranges.map { ScalarSet(sorted: $0) }
  }

  mutating func node() -> DataNode? {
    guard let position = position(), let kind = byte(), let content = content(kind) else { return nil }
    return DataNode(position: position, content: content)
  }

  private mutating func content(_ kind: UInt8) -> DataNode.Content? {
    switch kind {
    case UInt8(ascii: "p"): string().map { .scalar(.init(text: $0, isPlain: true)) }
    case UInt8(ascii: "q"): string().map { .scalar(.init(text: $0, isPlain: false)) }
    case UInt8(ascii: "s"): list { $0.node() }.map { .sequence($0) }
    case UInt8(ascii: "m"): list { $0.entry() }.map { .mapping($0) }
    default: nil
    }
  }

  private mutating func entry() -> DataNode.Entry? {
    guard let key = string(), let position = position(), let value = node() else { return nil }
    return DataNode.Entry(key: key, keyPosition: position, value: value)
  }
}
