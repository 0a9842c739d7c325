import PatternMatching
import Synchronization

/// The patterns of the shipped rules, as PCRE2 compiled them when zhangfa was built.
///
/// One draft needs some 170 of them. To compile these would take 4 ms of a start that takes 24; to read what was compiled takes
/// 0.2 ms. Another release of PCRE2 cannot read it: then they are compiled when they are first needed.
final class PatternLibrary: Sendable {
  private struct Entry {
    let source, image: Range<Int>
    let groupNames: Set<String>
  }

  private let text: StaticString
  /// What all images begin with.
  private let head: [UInt8]
  private let entries: [String: Entry]
  /// What is not in the library yet.
  private let made = Mutex<[String: Pattern]>([:])

  /// Nothing is in it.
  init() {
    text = ""
    head = []
    entries = [:]
  }

  /// Reads what ``write(to:)`` wrote into `text`.
  init(_ text: StaticString, _ reader: inout SnapshotReader) {
    self.text = text
    let head = reader.piece()
    self.head = text.bytes(in: head)
    let keys = (0..<reader.number()).map { _ in
      let key = reader.text()
      let (source, image) = (reader.piece(), reader.piece())
      let names = Set((0..<reader.number()).map { _ in reader.text() })
      return (key, Entry(source: source, image: image, groupNames: names))
    }
    entries = Dictionary(uniqueKeysWithValues: keys)
  }

  /// The pattern called `key`; what is not there is made, and noted.
  func pattern(_ key: String, _ make: () -> Pattern) -> Pattern {
    guard let entry = entries[key] else {
      let pattern = make()
      made.withLock { $0[key] = pattern }
      return pattern
    }
    return Pattern(
      trusted: self.text.string(in: entry.source), image: self.head + self.text.bytes(in: entry.image),
      groupNames: entry.groupNames)
  }

  /// The patterns that were made, by key.
  var all: [(key: String, value: Pattern)] { made.withLock { $0 }.sorted { $0.key < $1.key } }

  /// Writes the patterns that were made.
  func write(to writer: inout SnapshotWriter) {
    let patterns = all
    let images = patterns.map { $0.value.image ?? [] }
    let head = images.dropFirst().reduce(images.first ?? []) { head, image in
      Array(zip(head, image).prefix { $0 == $1 }.map(\.0))
    }
    writer.add(bytes: head[...])
    writer.add(patterns.count)
    for ((key, pattern), image) in zip(patterns, images) {
      writer.add(key)
      writer.add(pattern.source)
      writer.add(bytes: image.dropFirst(head.count))
      let names = pattern.groupNames.sorted()
      writer.add(names.count)
      for name in names { writer.add(name) }
    }
  }
}

extension SnapshotWriter {
  /// Writes bytes as text: a program can hold nothing else. Each becomes the code point of its value.
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

  /// The bytes that ``SnapshotWriter/add(bytes:)`` wrote there.
  fileprivate func bytes(in range: Range<Int>) -> [UInt8] {
    withUTF8Buffer { text in
      [UInt8](unsafeUninitializedCapacity: range.count) { bytes, count in
        var offset = range.lowerBound
        while offset < range.upperBound {
          let (scalar, length) = text.scalar(at: offset)
          bytes[count] = UInt8(truncatingIfNeeded: scalar)
          count += 1
          offset += length
        }
      }
    }
  }
}
