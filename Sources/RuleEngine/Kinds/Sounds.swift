import Synchronization

/// Tells which characters sound alike. The table is made when somebody first asks, which few drafts give reason to.
final class Sounds: Sendable {
  private final class Table: Sendable {
    /// The characters of each sound.
    let sounds: [Set<Unicode.Scalar>]

    init(_ text: String) {
      sounds = text.unicodeScalars.split { $0.properties.isWhitespace }.map { Set($0) }
    }
  }

  private let text: String
  private let table = AtomicLazyReference<Table>()

  /// Takes the characters, one word for each sound.
  init(_ text: String) { self.text = text }

  /// Whether both have one sound.
  func areAlike(_ one: Unicode.Scalar, _ other: Unicode.Scalar) -> Bool {
    let table = table.load() ?? table.storeIfNil(Table(text))
    return table.sounds.contains { $0.contains(one) && $0.contains(other) }
  }
}
