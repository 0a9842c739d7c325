import DraftText
import PatternMatching
import Synchronization

/// The patterns of the shipped rules, as PCRE2 compiled them when zhangfa was built, and the characters with which they
/// can begin to match.
///
/// A draft needs about 170 of them. Compiling these would take 4 ms of a start that takes 24 ms. Reading the compiled
/// form takes 0.2 ms. Another release of PCRE2 cannot read that form; it compiles the patterns on first use.
package final class PatternLibrary: Sendable {
  /// The properties that distinguish the patterns: the place in a file, the number of alternatives, and whether there
  /// are exceptions, which are written elsewhere in the file.
  struct Key: Hashable {
    let file: String
    let position: LinePosition
    let alternatives: Int
    let hasExceptions: Bool
  }

  private struct Entry {
    let source, image, starts: Range<Int>
    let groupNames: Set<String>
  }

  private let text: StaticString
  /// The bytes with which all images begin.
  private let commonPrefix: [UInt8]
  private let entries: [Key: Entry]
  /// The patterns that were asked for and are not in ``entries``.
  private let added = Mutex<[Key: Pattern]>([:])

  /// Makes an empty library.
  package init() {
    text = ""
    commonPrefix = []
    entries = [:]
  }

  /// Reads the library that ``write(to:)`` wrote into `text`.
  init(_ text: StaticString, _ reader: inout SnapshotReader) {
    self.text = text
    let commonPrefix = reader.textRange()
    self.commonPrefix = text.bytes(in: commonPrefix)
    let keys = (0..<reader.number()).map { _ in
      let key = Key(
        file: reader.text(), position: reader.position(), alternatives: reader.number(),
        hasExceptions: reader.number() == 1)
      let (source, image, starts) = (reader.textRange(), reader.textRange(), reader.textRange())
      let names = Set((0..<reader.number()).map { _ in reader.text() })
      return (key, Entry(source: source, image: image, starts: starts, groupNames: names))
    }
    entries = Dictionary(uniqueKeysWithValues: keys)
  }

  /// Returns the pattern of `key`. If the library does not have it, the pattern is made and added.
  func pattern(_ key: Key, _ make: () -> Pattern) -> Pattern {
    guard let entry = entries[key] else {
      let pattern = make()
      added.withLock { $0[key] = pattern }
      return pattern
    }
    return Pattern(
      trusted: self.text.string(in: entry.source), image: self.image(entry),
      starts: self.starts(entry), groupNames: entry.groupNames)
  }

  /// Returns the characters with which the pattern of `key` can begin to match; nil if the library does not know them.
  func starts(_ key: Key) -> String? { entries[key].flatMap(starts) }

  private func starts(_ entry: Entry) -> String? { entry.starts.isEmpty ? nil : text.string(in: entry.starts) }

  /// Returns the compiled form of the pattern of `key`; nil if the library does not have it.
  func image(_ key: Key) -> [UInt8]? { entries[key].map(image) }

  private func image(_ entry: Entry) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: commonPrefix.count + entry.image.count) { bytes, count in
      count = bytes.initialize(fromContentsOf: commonPrefix)
      text.write(entry.image, to: bytes, &count)
    }
  }

  /// The patterns that were added, in the order of their files.
  var addedPatterns: [(key: Key, value: Pattern)] {
    func order(_ key: Key) -> (String, Int, Int, Int, Int) {
      (key.file, key.position.line, key.position.column, key.alternatives, key.hasExceptions ? 1 : 0)
    }
    return added.withLock { $0 }.sorted { order($0.key) < order($1.key) }
  }

  /// Writes the patterns that were added.
  func write(to writer: inout SnapshotWriter) {
    // A text that PCRE2 does not accept is not a pattern.
    let patterns = addedPatterns.compactMap { key, pattern in
      let starts = LooseExpression(pattern.source).flatMap { pattern.starts(accordingTo: $0.text) }
      return Pattern(trusted: pattern.source, starts: starts).image.map {
        (key: key, value: pattern, image: $0, starts: starts)
      }
    }
    let images = patterns.map(\.image)
    let commonPrefix = images.dropFirst().reduce(images.first ?? []) { commonPrefix, image in
      Array(zip(commonPrefix, image).prefix { $0 == $1 }.map(\.0))
    }
    writer.add(bytes: commonPrefix[...])
    writer.add(patterns.count)
    for (key, pattern, image, starts) in patterns {
      writer.add(key.file)
      writer.add(key.position)
      writer.add(key.alternatives)
      writer.add(key.hasExceptions ? 1 : 0)
      writer.add(pattern.source)
      writer.add(bytes: image.dropFirst(commonPrefix.count))
      writer.add(starts ?? "")
      let names = pattern.groupNames.sorted()
      writer.add(names.count)
      for name in names { writer.add(name) }
    }
  }
}

extension SnapshotWriter {
  /// Writes bytes as text, because a program can only hold text. Each byte becomes the code point with its value.
  fileprivate mutating func add(bytes: ArraySlice<UInt8>) {
    var text = ""
    for byte in bytes { text.unicodeScalars.append(Unicode.Scalar(byte)) }
    add(text)
  }
}

extension StaticString {
  fileprivate func string(in range: Range<Int>) -> String {
    withUTF8Buffer { String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self) }
  }

  /// Returns the bytes that ``SnapshotWriter/add(bytes:)`` wrote in `range`.
  fileprivate func bytes(in range: Range<Int>) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: range.count) { write(range, to: $0, &$1) }
  }

  /// Puts the bytes in `range` after the first `count` of `bytes`, whose capacity must suffice.
  fileprivate func write(_ range: Range<Int>, to bytes: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int) {
    withUTF8Buffer { text in
      var offset = range.lowerBound
      while offset < range.upperBound {
        let byte = text[offset]
        // A code point from 128 to 255 is a lead byte with its two highest bits, and a byte with the other six.
        let isPair = byte >= 0x80
        bytes.initializeElement(at: count, to: isPair ? byte << 6 | text[offset + 1] & 0x3F : byte)
        count += 1
        offset += isPair ? 2 : 1
      }
    }
  }
}
