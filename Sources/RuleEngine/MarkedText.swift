import DraftText

/// A text in which ⟦ and ⟧ surround places.
struct MarkedText {
  /// The text without the marks.
  let text: String
  /// The places, in the order of their ends, as ranges of `text`.
  let ranges: [TextRange]

  /// Reads the marks. Nil when one has no partner.
  init?(_ marked: String) {
    var text = ""
    var open: [Int] = []
    var ranges: [TextRange] = []
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "⟦": open.append(text.utf8.count)
      case "⟧":
        guard let start = open.popLast() else { return nil }
        ranges.append(TextRange(start, text.utf8.count))
      default: text.unicodeScalars.append(scalar)
      }
    }
    guard open.isEmpty else { return nil }
    self.init(text: text, ranges: ranges)
  }

  /// Takes a text and places in it.
  init(text: String, ranges: [TextRange]) {
    self.text = text
    self.ranges = ranges
  }

  /// The text with its marks. Where places meet, the end of one comes before the beginning of the next.
  var marked: String {
    // At one offset, what ends there closes first, then empty places stand, then what begins there opens.
    var marks: [(offset: Int, order: Int, mark: String)] = []
    for range in ranges {
      if range.isEmpty {
        marks.append((range.start, 1, "⟦⟧"))
      } else {
        marks.append((range.start, 2, "⟦"))
        marks.append((range.end, 0, "⟧"))
      }
    }
    let utf8 = Array(text.utf8)
    var marked = ""
    var end = 0
    for mark in marks.sorted(by: { ($0.offset, $0.order) < ($1.offset, $1.order) }) {
      marked += String(decoding: utf8[end..<mark.offset], as: UTF8.self) + mark.mark
      end = mark.offset
    }
    return marked + String(decoding: utf8[end...], as: UTF8.self)
  }
}
