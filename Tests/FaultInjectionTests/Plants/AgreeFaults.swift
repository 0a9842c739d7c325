import DraftText
import PatternMatching

/// Faults in which one thing is written in two ways: `agree/*`.
///
/// If two mentions disagree, either can be the wrong one. If there are more, the changed one is wrong.
struct AgreeFaults: FaultFamily {
  private let titleYear, leadInYear, level, body, group, name, titles, quotes, attachment: Pattern

  init() throws {
    titleYear = try Pattern("(?<year>20\\d\\d)(?=年(?:度|上半年)?\\p{Han}{0,12}(?:总结|报告))")
    leadInYear = try Pattern("^\\h*\\x{3000}*(?<year>20\\d\\d)(?=年(?:度|上半年)?，)")
    level = try Pattern("(?<![\\p{Han}])\\p{Han}{2,3}(?<level>[市县区])")
    body = try Pattern("(?<![^，。；\\n])(?<level>[市县区])(?<key>\\p{Han}{2,4}?局)(?=\\p{Han})")
    group = try Pattern("(?<![^，。；\\n])局党(?<key>组)(?!会)")
    name = try Pattern("“(?<key>\\p{Han}{4,8})”")
    titles = try Pattern("《[^《》\\n]{2,20}》《[^《》\\n]{2,20}(?<joint>》《)[^《》\\n]{2,20}》")
    attachment = try Pattern("(?<=（附件)(?<number>[1-9])(?=）)")
    quotes = try Pattern("“[^“”\\n]{2,20}”“[^“”\\n]{2,20}(?<joint>”“)[^“”\\n]{2,20}”")
  }

  func faults(in draft: Draft, index: Int) throws -> [Fault] {
    try years(draft) + authors(draft) + bodies(draft) + masks(draft) + groups(draft) + names(draft) + joints(draft)
      + attachments(draft)
  }

  private func years(_ draft: Draft) throws -> [Fault] {
    guard let title = draft.document.title.first, let leadIn = draft.document.leadIn.first,
      let first = try titleYear.firstMatch(in: draft.source, range: title.range)?.range(of: "year"),
      let second = try leadInYear.firstMatch(in: draft.source, range: leadIn.range)?.range(of: "year"),
      draft.source[first] == draft.source[second], let year = Int(draft.source[first])
    else { return [] }
    let places = [Place.kept(title.range.start), .kept(leadIn.range.start)]
    let id = draft.source[title.range].contains("半年") ? "agree/period-year" : "agree/year"
    return [(first, "title"), (second, "lead-in")].map { range, what in
      Fault(
        id, "\(what): \(year - 1)", [Edit(range, String(year - 1))], expected: [Expectation([id], at: places)])
    }
  }

  /// Changes a reference so that the list of attachments has no such number.
  private func attachments(_ draft: Draft) throws -> [Fault] {
    try attachment.matches(in: draft.source).compactMap { match in
      guard let number = match.range(of: "number"), let value = Int(draft.source[number]) else { return nil }
      return Fault(
        "agree/attachments", "\(value) → \(value + 7)", [Edit(number, String(value + 7))],
        at: .kept(number.start))
    }
  }

  /// Changes the name in the signature, which the title has, too: its level, or a character to one of the same sound.
  private func authors(_ draft: Draft) throws -> [Fault] {
    guard let title = draft.document.title.first, let signature = draft.document.signature else { return [] }
    let places = [Place.kept(title.range.start), .kept(signature.range.start)]
    let name = draft.source[signature.range]
    guard draft.source[title.range].contains(name) else { return [] }
    var faults: [Fault] = []
    if let level = try level.firstMatch(in: draft.source, range: signature.range)?.range(of: "level") {
      let other = draft.source[level] == "县" ? "市" : "县"
      faults.append(
        Fault(
          "agree/author", "→ \(other)", [Edit(level, other)],
          expected: [Expectation(["agree/author"], at: places)]))
    }
    let sounds = ["局": "剧", "司": "思", "院": "苑", "校": "效", "会": "汇", "学": "穴", "府": "付", "镇": "振"]
    if let slip = name.last.flatMap({ sounds[String($0)] }) {
      let last = TextRange(signature.range.end - 3, signature.range.end)
      faults.append(
        Fault(
          "agree/homophone", "→ \(slip)", [Edit(last, slip)],
          expected: [Expectation(["agree/homophone"], at: places)]))
    }
    return faults
  }

  /// Changes the level of the body that the title names, at the start of a clause. Other bodies can have two levels.
  private func bodies(_ draft: Draft) throws -> [Fault] {
    let title = draft.document.title.first.map { draft.source[$0.range] } ?? ""
    return try body.matches(in: draft.source).compactMap { match -> Fault? in
      guard let key = match.range(of: "key"), let level = match.range(of: "level"),
        title.contains(draft.source[level] + draft.source[key])
      else { return nil }
      let other = draft.source[level] == "县" ? "市" : "县"
      return Fault("agree/office", "→ \(other)", [Edit(level, other)], at: .kept(level.start))
    }
  }

  private func masks(_ draft: Draft) throws -> [Fault] {
    try mentions(of: body, in: draft).map { keys in
      // All characters but 局 are masked. The last mention has a different mask.
      let edits = keys.enumerated().map { index, key in
        Edit(TextRange(key.start, key.end - 3), index == keys.count - 1 ? "X" : "XX")
      }
      let places = edits.map { Place.written($0, 0) }
      return Fault(
        "agree/mask", "\(draft.source[keys[0]]): XX局, X局", edits,
        expected: [Expectation(["agree/mask"], at: keys.count == 2 ? places : Array(places.suffix(1)))]
          + places.map { Expectation(["placeholder/place"], at: [$0]) })
    }
  }

  private func groups(_ draft: Draft) throws -> [Fault] {
    try mentions(of: group, in: draft).flatMap { changes($0.map { Edit($0, "委") }, "agree/party-group") }
  }

  private func names(_ draft: Draft) throws -> [Fault] {
    try mentions(of: name, in: draft).flatMap { keys in
      changes(keys.map { Edit(at: $0.start + ($0.count / 6) * 3, "、") }, "agree/name")
    }
  }

  private func joints(_ draft: Draft) throws -> [Fault] {
    try [titles, quotes].flatMap { pattern in
      try pattern.matches(in: draft.source).compactMap { $0.range(of: "joint") }.map { joint in
        let edit = Edit(at: joint.start + 3, "、")
        return Fault("agree/joint", "one 、", [edit], at: .written(edit, 0))
      }
    }
  }

  /// The places of each key that `pattern` finds at least twice.
  private func mentions(of pattern: Pattern, in draft: Draft) throws -> [[TextRange]] {
    let keys = try pattern.matches(in: draft.source).compactMap { $0.range(of: "key") }
    let byText = Dictionary(grouping: keys) { draft.source[$0] }
    return byText.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
  }

  /// Returns one fault for each of `edits`.
  private func changes(_ edits: [Edit], _ id: String) -> [Fault] {
    edits.map { edit in
      let places = edits.count == 2 ? edits.map { Place.kept($0.range.start) } : [.kept(edit.range.start)]
      return Fault(id, "→ \(edit.replacement)", [edit], expected: [Expectation([id], at: places)])
    }
  }
}
