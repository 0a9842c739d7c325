import DraftText

/// One fault to be planted into one draft, and the findings that it must cause.
struct Fault: Sendable {
  /// The id of the rule that the fault tests, which has a row in the table.
  let id: String
  /// Edits of one draft that do not overlap.
  let edits: [Edit]
  /// The findings that a person would make; each is expected once.
  let expected: [Expectation]
  /// A short description of the edits, for the log.
  let what: String

  init(_ id: String, _ what: String, _ edits: [Edit], expected: [Expectation]) {
    self.id = id
    self.what = what
    self.edits = edits
    self.expected = expected
  }

  /// Makes a fault with one expected finding. `ids` are other rules that are also right for it.
  init(_ id: String, or ids: [String] = [], _ what: String, _ edits: [Edit], at places: Place...) {
    self.init(id, what, edits, expected: [Expectation([id] + ids, at: places)])
  }
}

/// One expected finding.
struct Expectation: Sendable {
  /// The rules that may report it: more than one if the fault can be read in two ways.
  let ids: Set<String>
  /// The right places: more than one if two places disagree and either can be the wrong one.
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
  /// - Parameter index: The number of the draft among all. It decides which forms are used, so that all are tested.
  func faults(in draft: Draft, index: Int) throws -> [Fault]
}
