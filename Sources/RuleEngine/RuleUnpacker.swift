import DraftText
import PatternMatching

/// Reads what a ``RulePacker`` has written; each function returns nil where something else stands.
struct RuleUnpacker {
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

  private mutating func number() -> Int? { word().flatMap { $0 >> 60 == 0 ? Int($0) : nil } }

  private mutating func word() -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), through: 60, by: 5) {
      guard let byte = byte(), 0x30..<0x70 ~= byte else { return nil }
      let digit = byte - 0x30
      value |= UInt64(digit & 31) << shift
      if digit < 32 { return value }
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

  mutating func list<Item>(_ item: (inout RuleUnpacker) -> Item?) -> [Item]? {
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
    guard let characters = set(), let lineCharacters = set(), let seconds = list({ $0.word() }) else { return nil }
    return Opening(
      characters: characters, lineCharacters: lineCharacters,
      seconds: ScalarMask(words: seconds))
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
