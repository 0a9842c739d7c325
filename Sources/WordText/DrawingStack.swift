import Archive

/// The open drawings. Each can be a picture, contain text boxes, or be no more than a line.
struct DrawingStack {
  /// The properties of a drawing that have been read.
  struct Drawing {
    var showsPicture = false
    var containsText = false
    /// Whether it floats on the page and is in no line.
    var isFloating = false

    /// Whether it counts as a picture. If it contains text, only the text is read.
    var isPicture: Bool { showsPicture && !containsText }
  }

  private var drawings: [Drawing] = []

  mutating func begin() { drawings.append(Drawing()) }

  mutating func end() -> Drawing? {
    guard let drawing = drawings.popLast() else { return nil }
    if drawing.containsText { markContainsText() }
    return drawing
  }

  /// Reads a property of the innermost drawing.
  mutating func take(_ part: DrawingPart, _ attributes: XMLAttributes) {
    guard let last = drawings.indices.last else { return }
    switch part {
    case .picture: drawings[last].showsPicture = true
    case .floating: drawings[last].isFloating = true
    case .shape:
      let style = attributes["style"]?.filter { $0 != " " }
      if style?.contains("position:absolute") == true { drawings[last].isFloating = true }
    }
  }

  /// Records that the innermost drawing contains a box with text.
  mutating func markContainsText() {
    if let last = drawings.indices.last { drawings[last].containsText = true }
  }
}

/// An element that says what a drawing shows.
enum DrawingPart {
  /// A picture, a chart, a diagram, an object of another program; not a line or a frame.
  case picture
  /// A drawing that floats on the page and is in no line.
  case floating
  /// A shape in the older format, whose style says whether it floats.
  case shape

  /// The meaning of the element called `name`; nil if it has none.
  init?(_ name: XMLName) {
    // Drawings have many namespaces, and inside them no other element has these names.
    guard name.wordNamespace == .other else { return nil }
    switch name.local {
    case "pic", "blip", "imagedata", "chart", "relIds", "OLEObject", "contentPart": self = .picture
    case "anchor": self = .floating
    case "shape", "rect", "group": self = .shape
    default: return nil
    }
  }
}
