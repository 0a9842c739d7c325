import Diagnostics
import DraftText
import Linting

/// Knows the findings of one run again in the next: the same finding has the same fingerprint wherever its line has moved
/// to, and no two findings of a run have the same.
///
/// A fingerprint is made of the path, the rule, what the message was filled in with, the place and its neighbourhood on
/// the line; not of line numbers, line ends, severity or the words of the message. A text that stands there twice is told
/// apart by counting.
struct Fingerprints: Sendable {
  /// The name and version of what a fingerprint is made of.
  static let key = "zhangfa/v1"

  /// How often each path was reported.
  private var timesSeen: [String: Int] = [:]

  /// What tells the fingerprints of the findings of `file`.
  ///
  /// - Parameter path: The path from the root of the repository on.
  mutating func begin(_ file: FileReport, at path: String) -> OfFile { OfFile(source: file.source, name: start(path)) }

  /// The fingerprint of something that could not be checked.
  mutating func fingerprint(of error: ReportedError, at path: String) -> String {
    var hash = start(path)
    hash.add("error")
    hash.add(error.rule?.name ?? "")
    return hash.numbered(1)
  }

  /// The fingerprints of the findings of one file.
  struct OfFile {
    let source: SourceText
    private let name: Hash
    private var counts: [Hash: Int] = [:]

    fileprivate init(source: SourceText, name: Hash) {
      self.source = source
      self.name = name
    }

    /// The fingerprint of the next finding, 32 hexadecimal digits.
    mutating func next(_ diagnostic: Diagnostic) -> String {
      var hash = name
      hash.add(diagnostic.ruleID.name)
      for argument in diagnostic.message.telling { hash.add(argument) }
      let place = Neighborhood(of: diagnostic.range, in: source)
      for piece in [place.before, place.inside, place.after] { hash.add(piece) }
      counts[hash, default: 0] += 1
      return hash.numbered(counts[hash, default: 1])
    }
  }

  private mutating func start(_ path: String) -> Hash {
    timesSeen[path, default: 0] += 1
    var hash = Hash()
    hash.add(path)
    hash.add(String(timesSeen[path, default: 1]))
    return hash
  }
}

/// FNV-1a with 128 bits.
private struct Hash: Hashable {
  private var state: UInt128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D

  /// Adds a text and its end.
  mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte) }
    // No text holds this byte.
    add(0xFF)
  }

  private mutating func add(_ byte: UInt8) { state = (state ^ UInt128(byte)) &* 0x0100_0000_0000_0000_0000_013B }

  /// The hash of what was added for the `number`th time, from 1.
  func numbered(_ number: Int) -> String {
    var hash = self
    if number > 1 { hash.add(String(number)) }
    let text = String(hash.state, radix: 16)
    return String(repeating: "0", count: 32 - text.utf8.count) + text
  }
}
