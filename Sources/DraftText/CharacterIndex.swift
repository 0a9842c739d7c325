import Synchronization

/// Where each code point of a text stands: to look at the few places of a character without reading the text.
///
/// Offsets are UTF-8 bytes. The code points beyond U+FFFF, of which drafts have next to none, are kept together.
package final class CharacterIndex: Sendable {
  /// The code points of the text, ascending; `beyond` stands for all that are larger.
  private let characters: [UInt32]
  /// Where the offsets of each of `characters` begin in `offsets`, and where the last ones end.
  private let starts: [UInt32]
  /// The offsets of each code point, ascending.
  private let offsets: [UInt32]

  private static let beyond: UInt32 = 0x10000

  /// Indexes valid UTF-8 of at most `UInt32.max` bytes.
  init(utf8: [UInt8]) {
    // For each code point first how often it stands there, then where its next offset goes.
    var table = [UInt32](repeating: 0, count: Int(Self.beyond) + 1)
    var characters: [UInt32] = []
    var total = 0
    Self.forEachCharacter(of: utf8) { character, _ in
      if table[character] == 0 { characters.append(UInt32(character)) }
      table[character] += 1
      total += 1
    }
    characters.sort()
    var starts: [UInt32] = []
    var start: UInt32 = 0
    for character in characters {
      starts.append(start)
      (table[Int(character)], start) = (start, start + table[Int(character)])
    }
    starts.append(start)
    offsets = [UInt32](unsafeUninitializedCapacity: total) { offsets, count in
      Self.forEachCharacter(of: utf8) { character, offset in
        offsets[Int(table[character])] = UInt32(offset)
        table[character] += 1
      }
      count = total
    }
    self.characters = characters
    self.starts = starts
  }

  private static func forEachCharacter(of utf8: [UInt8], _ body: (_ character: Int, _ offset: Int) -> Void) {
    utf8.withUnsafeBufferPointer { utf8 in
      var offset = 0
      while offset < utf8.count {
        let (scalar, length) = utf8.scalar(at: offset)
        body(Int(min(scalar, beyond)), offset)
        offset += length
      }
    }
  }

  /// The offsets in `range` where one of the code points of `sets` stands and what `seconds` may hold behind it; nil when it
  /// is one of many, so that it is better to read the text.
  ///
  /// - Parameters:
  ///   - sets: Ranges of code points, ascending.
  ///   - utf8: The text of the index.
  package func places(
    of sets: [ClosedRange<UInt32>], in range: TextRange, of utf8: [UInt8], before seconds: ScalarMask = .all
  ) -> OffsetSet? {
    var count = 0
    forEachRun(of: sets) { count += $0.count }
    // What stands behind them leaves some of the places out.
    guard count <= offsets.count / (seconds == .all ? 8 : 4) else { return nil }
    var places = OffsetSet(in: range)
    guard count > 0 else { return places }
    utf8.withUnsafeBufferPointer { utf8 in
      offsets.withUnsafeBufferPointer { offsets in
        forEachRun(of: sets) { run in
          let first = range.start == 0 ? run.lowerBound : offsets[run].partitioningIndex { $0 >= range.start }
          guard first < run.upperBound else { return }
          let length = utf8.scalar(at: Int(offsets[first])).length
          for place in offsets[first..<run.upperBound] {
            guard place < range.end else { break }
            if utf8.mayHold(seconds, at: Int(place) + length, before: range.end) { places.insert(Int(place)) }
          }
        }
      }
    }
    return places
  }

  /// Calls `body` with the indices of the offsets of each code point of `sets`.
  private func forEachRun(of sets: [ClosedRange<UInt32>], _ body: (Range<Int>) -> Void) {
    var index = 0
    for set in sets {
      let first = min(set.lowerBound, Self.beyond)
      // What stands together for all large code points is there once, whichever of them are asked for.
      index = characters[index...].partitioningIndex { $0 >= first }
      while index < characters.count, characters[index] <= set.upperBound {
        body(Int(starts[index])..<Int(starts[index + 1]))
        index += 1
      }
    }
  }
}

extension CharacterIndex {
  /// Where in `utf8`, the text of the index, something of at most `length` bytes stands twice in a row.
  package func repetitions(in utf8: [UInt8], upTo length: Int) -> OffsetSet {
    var places = OffsetSet(in: TextRange(0, utf8.count))
    utf8.withUnsafeBufferPointer { utf8 in
      for (index, end) in starts.dropFirst().enumerated() {
        for first in starts[index]..<end {
          let start = Int(offsets[Int(first)])
          for second in (first + 1)..<max(end, first + 1) {
            let next = Int(offsets[Int(second)])
            guard next - start <= length else { break }
            if utf8.hasRepetition(at: start, next) {
              places.insert(start)
              break
            }
          }
        }
      }
    }
    return places
  }
}

/// The index of a text, made when it is first asked for. Threads may ask at the same time.
final class LazyCharacterIndex: Sendable {
  private let index = AtomicLazyReference<CharacterIndex>()

  /// The index of `utf8`, which is always the same; nil when it is too large for one.
  func index(of utf8: [UInt8]) -> CharacterIndex? {
    if let index = index.load() { return index }
    guard utf8.count <= UInt32.max else { return nil }
    return index.storeIfNil(CharacterIndex(utf8: utf8))
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether what stands between `start` and `next` stands at `next` once more.
  fileprivate func hasRepetition(at start: Int, _ next: Int) -> Bool {
    let length = next - start
    guard next + length <= count else { return false }
    return (1..<length).allSatisfy { self[start + $0] == self[next + $0] } && self[start] == self[next]
  }

  /// Whether `mask` may hold the code point at `offset`, where one begins or the text ends; nothing is held by `end` and what
  /// follows it, but by the mask of everything.
  @inline(__always)
  package func mayHold(_ mask: ScalarMask, at offset: Int, before end: Int) -> Bool {
    mask.words.isEmpty || (offset < end && mask.mayHold(scalar(at: offset).scalar))
  }

  /// The code point at `offset`, where one begins, and its length in bytes. The bytes are valid UTF-8.
  @inline(__always)
  package func scalar(at offset: Int) -> (scalar: UInt32, length: Int) {
    let lead = UInt32(self[offset])
    if lead < 0x80 { return (lead, 1) }
    let second = UInt32(self[offset + 1] & 0x3F)
    if lead < 0xE0 { return ((lead & 0x1F) << 6 | second, 2) }
    let third = UInt32(self[offset + 2] & 0x3F)
    if lead < 0xF0 { return ((lead & 0x0F) << 12 | second << 6 | third, 3) }
    return ((lead & 0x07) << 18 | second << 12 | third << 6 | UInt32(self[offset + 3] & 0x3F), 4)
  }
}
