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
///     opening  = characters, characters at the beginning of a line, number of words, word of the mask of second ones…
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
      var unpacker = RuleUnpacker(bytes: bytes, of: storage)
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
    var packer = RulePacker(imageHead: images.commonPrefix)
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
