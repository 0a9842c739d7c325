/// The open content controls, and whether they contain a table of contents.
struct ControlStack {
  private var containsContents: [Bool] = []
  private var contents = 0

  /// Whether the next content is part of a table of contents.
  var isInContents: Bool { contents > 0 }

  mutating func begin() { containsContents.append(false) }

  mutating func end() {
    if containsContents.popLast() == true { contents -= 1 }
  }

  /// Reads the kind of building block in the innermost control.
  mutating func take(gallery: String?) {
    guard gallery == "Table of Contents", containsContents.last == false else { return }
    containsContents[containsContents.count - 1] = true
    contents += 1
  }

  /// Ends the table of contents with its field: text that an author wrote behind the field belongs to the draft.
  mutating func endContents() {
    guard contents > 0 else { return }
    for index in containsContents.indices { containsContents[index] = false }
    contents = 0
  }
}
