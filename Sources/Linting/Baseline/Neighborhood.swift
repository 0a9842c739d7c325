import Diagnostics
import DraftText

/// What stands before, in and after a place on its line: by this it is known again wherever the line has moved to.
package struct Neighborhood: Hashable, Sendable {
  /// So many code points of a long place count.
  private static let mostInside = 16

  /// What stands before the place on its line.
  package let before: String
  /// The beginning of what stands in the place, without carriage returns.
  package let inside: String
  /// What stands after the place on its line.
  package let after: String

  /// Looks around `range`.
  ///
  /// - Parameter reach: The code points before and after the place that belong to it.
  package init(of range: TextRange, in source: SourceText, reach: Int = 16) {
    let line = source.lines.range(ofLine: source.lines.line(at: range.start))
    let end = source.lines.range(ofLine: source.lines.line(at: range.end)).end
    let before = source.utf8[min(line.start, range.start)..<range.start].suffix(4 * reach)
    let after = source.utf8[range.end..<max(end, range.end)].prefix(4 * reach)
    let inside = source.utf8[range.start..<range.end].filter { $0 != 0x0D }.prefix(4 * Self.mostInside)
    self.before = String(String(decoding: before, as: UTF8.self).unicodeScalars.suffix(reach))
    self.inside = String(String(decoding: inside, as: UTF8.self).unicodeScalars.prefix(Self.mostInside))
    self.after = String(String(decoding: after, as: UTF8.self).unicodeScalars.prefix(reach))
  }
}

extension Message {
  /// What tells the message from others of its rule, in an order of its own. Plain numbers are left out: they measure
  /// what changes with every edit.
  package var telling: [String] { telling(without: []) }

  /// The same without the fields called `names`.
  func telling(without names: Set<String>) -> [String] {
    fields.sorted.filter { !names.contains($0.name) }.map(\.text.zh)
      .filter { argument in !argument.utf8.allSatisfy { (0x30...0x39).contains($0) } }
      .map { String($0.unicodeScalars.prefix(64)) }
  }
}
