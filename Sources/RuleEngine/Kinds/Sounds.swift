import DraftText
import Synchronization

/// Tells which characters sound alike. The table is made when somebody first asks, which few drafts give reason to.
final class Sounds: Sendable {
  private final class Table: Sendable {
    /// A code point in the upper half, the number of one of its sounds in the lower; ascending.
    private let entries: [UInt64]

    init(_ text: String) {
      var entries: [UInt64] = []
      var sound: UInt64 = 0
      for scalar in text.unicodeScalars {
        let isBlank = scalar.value <= 0x20 || scalar == "\u{3000}"
        if isBlank { sound += 1 } else { entries.append(UInt64(scalar.value) << 32 | sound) }
      }
      self.entries = entries.sorted()
    }

    /// The sounds of `scalar`.
    func sounds(of scalar: Unicode.Scalar) -> some Sequence<UInt32> {
      let first = entries.partitioningIndex { $0 >> 32 >= scalar.value }
      return entries[first...].lazy.prefix { $0 >> 32 == scalar.value }.map { UInt32(truncatingIfNeeded: $0) }
    }
  }

  private let text: String
  private let table = AtomicLazyReference<Table>()

  /// Takes the characters, one word for each sound, with blanks or line breaks between words.
  init(_ text: String) { self.text = text }

  /// Whether both have one sound.
  func areAlike(_ one: Unicode.Scalar, _ other: Unicode.Scalar) -> Bool {
    let table = table.load() ?? table.storeIfNil(Table(text))
    let sounds = Array(table.sounds(of: other))
    return !sounds.isEmpty && table.sounds(of: one).contains(where: sounds.contains)
  }
}
