import Archive

/// The drawings that are open: each may be a picture, hold boxes with text, or be no more than a line.
struct DrawingStack {
  /// What a drawing turned out to be.
  struct Drawing {
    var showsPicture = false
    var holdsText = false
    /// Whether it floats on the page and stands in no line.
    var isFloating = false

    /// Whether it stands for itself: of one that holds text that text is read.
    var isPicture: Bool { showsPicture && !holdsText }
  }

  private var drawings: [Drawing] = []

  mutating func begin() { drawings.append(Drawing()) }

  mutating func end() -> Drawing? {
    guard let drawing = drawings.popLast() else { return nil }
    if drawing.holdsText { beginBox() }
    return drawing
  }

  /// Takes what is said of the innermost drawing.
  mutating func take(_ part: Element.DrawingPart, _ attributes: XMLAttributes) {
    guard let last = drawings.indices.last else { return }
    switch part {
    case .picture: drawings[last].showsPicture = true
    case .floating: drawings[last].isFloating = true
    case .shape:
      let style = attributes["style"]?.filter { $0 != " " }
      if style?.contains("position:absolute") == true { drawings[last].isFloating = true }
    }
  }

  /// Begins a box with text in the innermost drawing.
  mutating func beginBox() {
    if let last = drawings.indices.last { drawings[last].holdsText = true }
  }
}
