import DraftText

/// The line of a place in a form that a terminal can show, and the marks to print under it.
package struct Excerpt {
  /// The line. If it is too long, only the part around the place.
  package private(set) var text = ""
  /// `^` under the first column of a place, `~` under the others.
  package private(set) var marks = ""
  /// The number of columns since the last mark.
  private var unmarked = 0

  /// Makes an excerpt of the line on which the first of `places` begins.
  ///
  /// - Parameters:
  ///   - places: Sorted places. The parts outside the line are not marked.
  ///   - width: The number of available columns.
  package init(of source: SourceText, at places: [TextRange], width: Int) {
    guard let first = places.first else { return }
    let line = source.lines.range(ofLine: source.lines.line(at: first.start))
    let window = Window(of: source, in: line, around: first, width: width)
    if window.start > line.start { append("…", mark: " ") }
    var offset = window.start
    var marker = Marker(places)
    for scalar in source[TextRange(window.start, window.end)].unicodeScalars {
      let end = offset + scalar.utf8Count
      append(scalar, mark: marker.mark(offset..<end))
      offset = end
    }
    if window.end < line.end { append("…", mark: " ") } else if marker.reachesEmptyPlace(at: line.end) { mark("^", 1) }
  }

  private mutating func append(_ scalar: Unicode.Scalar, mark: Unicode.Scalar) {
    if scalar.isHarmful { text += scalar.printable } else { text.unicodeScalars.append(scalar) }
    let width = scalar.printableWidth
    guard width > 0 else { return }
    if mark == " " { unmarked += width } else { self.mark(mark, width) }
  }

  /// Writes `mark` under the next column and `~` under the other columns of `width`.
  private mutating func mark(_ mark: Unicode.Scalar, _ width: Int) {
    marks += String(repeating: " ", count: unmarked)
    unmarked = 0
    marks.unicodeScalars.append(mark)
    marks += String(repeating: "~", count: width - 1)
  }
}

/// Determines the mark under each character of a line, from left to right.
private struct Marker {
  private var places: ArraySlice<TextRange>

  init(_ places: [TextRange]) { self.places = places[...] }

  mutating func mark(_ scalar: Range<Int>) -> Unicode.Scalar {
    while let place = places.first, place.end <= scalar.lowerBound, !(place.isEmpty && place.start == scalar.lowerBound)
    {
      places.removeFirst()
    }
    guard let place = places.first, place.start < scalar.upperBound else { return " " }
    return place.start >= scalar.lowerBound ? "^" : "~"
  }

  /// Whether a place begins at `end`, where the line has no character to mark.
  func reachesEmptyPlace(at end: Int) -> Bool { places.contains { $0.start == end } }
}

/// The part of a line that an excerpt shows. No other part of the line is read.
private struct Window {
  private(set) var start: Int
  private(set) var end: Int
  private let source: SourceText
  private let line: TextRange

  init(of source: SourceText, in line: TextRange, around place: TextRange, width: Int) {
    self.source = source
    self.line = line
    start = min(place.start, line.end)
    end = start
    // One column on each side is reserved for the “…” of a cut.
    var room = width - 2
    room -= growRight(to: min(place.end, line.end), room: room * 2 / 3)
    room -= growLeft(room: room / 2)
    room -= growRight(to: line.end, room: room)
    room -= growLeft(room: room)
  }

  /// Extends the window to the right, at most to `limit` and by `room` columns. Returns the number of columns used.
  private mutating func growRight(to limit: Int, room: Int) -> Int {
    var used = 0
    while end < limit {
      let columns = width(at: end)
      guard used + columns <= room else { break }
      used += columns
      end = source.scalarBorder(atOrAfter: end + 1)
    }
    return used
  }

  private mutating func growLeft(room: Int) -> Int {
    var used = 0
    while start > line.start {
      let previous = source.scalarBorder(atOrBefore: start - 1)
      let columns = width(at: previous)
      guard used + columns <= room else { break }
      used += columns
      start = previous
    }
    return used
  }

  private func width(at offset: Int) -> Int { source.scalar(at: offset)?.printableWidth ?? 0 }
}
