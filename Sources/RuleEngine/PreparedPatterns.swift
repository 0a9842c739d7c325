import DraftText
import PatternMatching
import Synchronization

/// The patterns of a rule file by where they stand in it, so that none has to be put together at a start.
struct PreparedPatterns: Sendable {
  /// What tells the patterns of a file apart.
  struct Key: Hashable, Comparable, Sendable {
    let position: LinePosition
    /// A pattern may also be there without what it passes over.
    let hasExceptions: Bool

    static func < (one: Key, other: Key) -> Bool {
      (one.position.line, one.position.column, one.hasExceptions ? 1 : 0)
        < (other.position.line, other.position.column, other.hasExceptions ? 1 : 0)
    }
  }

  var patterns: [Key: PreparedPattern] = [:]
}

extension PreparedPatterns.Key {
  /// Nil for a pattern that stands in no file.
  init?(_ pattern: PatternSource, unless: PatternSource?) {
    guard let position = pattern.expressions.first?.position else { return nil }
    self.init(position: position, hasExceptions: unless != nil)
  }
}

/// Keeps the patterns that are compiled while the shipped rules are being prepared, by the path of their file.
final class PatternRecorder: Sendable {
  fileprivate let files = Mutex<[String: PreparedPatterns]>([:])

  /// All patterns so far.
  var recorded: [String: PreparedPatterns] { files.withLock { $0 } }

  /// The recorder for the patterns of the file at `path`.
  func recorder(of path: String) -> OfFile { OfFile(recorder: self, path: path) }

  /// Keeps the patterns of one file.
  struct OfFile: Sendable {
    fileprivate let recorder: PatternRecorder
    fileprivate let path: String

    func record(_ pattern: PreparedPattern, _ key: PreparedPatterns.Key) {
      recorder.files.withLock { $0[path, default: PreparedPatterns()].patterns[key] = pattern }
    }
  }
}
