/// The content controls that are open, as far as they hold a table of contents.
struct ControlStack {
  private var holdingContents: [Bool] = []
  private var contents = 0

  /// Whether what comes stands in a table of contents.
  var holdContents: Bool { contents > 0 }

  mutating func begin() { holdingContents.append(false) }

  mutating func end() {
    if holdingContents.popLast() == true { contents -= 1 }
  }

  /// Takes the kind of building block that the innermost control holds.
  mutating func take(gallery: String?) {
    guard gallery == "Table of Contents", holdingContents.last == false else { return }
    holdingContents[holdingContents.count - 1] = true
    contents += 1
  }

  /// Says that the field in them has ended: text that an author went on with behind it is the draft's.
  mutating func endContents() {
    guard contents > 0 else { return }
    for index in holdingContents.indices { holdingContents[index] = false }
    contents = 0
  }
}
