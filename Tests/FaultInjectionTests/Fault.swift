/// One fault to be planted into one draft, and what must be said of it.
struct Fault: Sendable {
  /// The id of the rule that the fault is for: its row of the table.
  let id: String
  /// Edits of one draft that do not overlap.
  let edits: [TextEdit]
  /// The findings that a person would make; each is due once.
  let expected: [Expectation]
  /// What was done, in a word or two, for the log.
  let what: String

  init(_ id: String, _ what: String, _ edits: [TextEdit], expected: [Expectation]) {
    self.id = id
    self.what = what
    self.edits = edits
    self.expected = expected
  }

  /// A fault that is found in one place; `ids` are other names that are as right for it.
  init(_ id: String, or ids: [String] = [], _ what: String, _ edits: [TextEdit], at places: Place...) {
    self.init(id, what, edits, expected: [Expectation([id] + ids, at: places)])
  }
}

/// One finding that is due.
struct Expectation: Sendable {
  /// The right names; one, but where a fault can rightly be read in two ways.
  let ids: Set<String>
  /// The right places; one, but where it is open which of two things that disagree is the wrong one.
  let places: [Place]

  init(_ ids: [String], at places: [Place]) {
    self.ids = Set(ids)
    self.places = places
  }
}

/// A family of faults.
protocol FaultFamily: Sendable {
  /// The faults that `draft` allows, in the order of the text.
  ///
  /// - Parameter index: The number of the draft among all, by which families choose among forms so that all get their turn.
  func faults(in draft: Draft, index: Int) throws -> [Fault]
}
