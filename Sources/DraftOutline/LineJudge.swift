import Diagnostics
import DraftText
import PatternMatching

/// Says what the numbered lines of a draft are, and how sure that is: each sign gives points to the roles it speaks for.
struct LineJudge {
  let source: SourceText
  let grammar: OutlineGrammar
  /// The forms all of whose lines are sentences and none of which runs into its text.
  private let formsOfSentences: Set<Numbering.ID>
  /// Whether they stand in a cell of a table, where there are no headings.
  private let isCell: Bool

  /// Prepares to judge the lines `found`.
  init(_ found: [HeadingCandidate], source: SourceText, grammar: OutlineGrammar, isCell: Bool = false) {
    self.source = source
    self.grammar = grammar
    self.isCell = isCell
    // What two lines do is no habit.
    let fewest = grammar.thresholds[.fewestAlike]
    let byForm = Dictionary(grouping: found.lazy.filter { $0.ordinal != nil }) { $0.level?.id }
    formsOfSentences = Set(
      byForm.compactMap { form, lines in
        let areSentences = lines.allSatisfy { line in
          let last = source.lastScalar(in: line.heading.text)
          return line.rest == nil && last.map(grammar.lines.marks.stop.contains) ?? false
        }
        return areSentences && lines.count >= fewest ? form : nil
      })
  }

  private var lines: LineGrammar { grammar.lines }

  /// The readings of `nodes`, which stand side by side under a line that was read as `parent`.
  func readings(of nodes: [SectionTree.Node], under parent: LineRole?) throws(MatchError) -> [LineReading] {
    var signs: [[LineSign]] = []
    for node in nodes {
      signs.append(try own(node) + (parent == .item ? [.insideItem] : parent == .article ? [.insideArticle] : []))
    }
    for list in lists(among: nodes) {
      let shared = self.shared(by: list.map { nodes[$0] }, signs: list.map { signs[$0] })
      for (index, more) in zip(list, shared) { signs[index] += more }
    }
    return zip(nodes, signs).map { reading(of: $0, by: $1) }
  }

  // MARK: Points

  private func reading(of node: SectionTree.Node, by signs: [LineSign]) -> LineReading {
    if isCell { return LineReading(.item, .certain, signs: signs) }
    // An article that the format knows as a heading, and that is a phrase, has its text under it.
    let isTitle = signs.contains(.knownHeading) && signs.contains(.endsPlain)
    let roles: [LineRole] = [node.found.rest == nil ? .heading : .runIn, .item] + (isTitle ? [] : [.article])
    let points = signs.compactMap { lines.signs[$0]?.points }
    let totals = roles.map { role in
      // A heading that runs in has the form of any heading.
      let form = node.found.level?.points[role == .runIn ? .heading : role] ?? 0
      return points.reduce(form) { $0 + ($1[role] ?? 0) }
    }
    let order = roles.indices.sorted { totals[$0] > totals[$1] }
    let lead = totals[order[0]] - totals[order[1]]
    let certainty: Certainty = lead >= lines.certain ? .certain : lead >= lines.likely ? .likely : .guess
    return LineReading(
      roles[order[0]], min(certainty, node.found.certainty), signs: [.form] + signs,
      points: Dictionary(uniqueKeysWithValues: zip(roles, totals)))
  }

  // MARK: The line itself

  private func own(_ node: SectionTree.Node) throws(MatchError) -> [LineSign] {
    let text = node.found.heading.text
    let shape = LineShape(source[text], lines.marks)
    var signs: [LineSign] = []
    if node.found.known.knownLevel != nil { signs.append(.knownHeading) }
    if node.found.known.contains(.label) {
      signs.append(.automaticNumber)
    } else if node.found.known.knownNumber != nil {
      signs.append(.knownItem)
    }
    if isSetApart(node.found.heading) { signs.append(.setApart) }
    let isShort = shape.length <= lines.lengths.short
    if node.found.rest == nil {
      signs.append(try ending(of: text, shape))
    } else {
      signs.append(isShort ? .opensWithPhrase : .opensWithSentence)
    }
    if isShort { signs.append(.short) }
    if shape.length > lines.lengths.long { signs.append(.long) }
    if shape.holdsStop { signs.append(.holdsSentence) } else if shape.holdsColon { signs.append(.field) }
    if let form = node.found.level?.id, formsOfSentences.contains(form) { signs.append(.formEndsAlike) }
    let line = TextRange(text.start, node.found.rest?.range.end ?? text.end)
    if try lines.question?.firstMatch(in: source, range: line) != nil { signs.append(.question) }
    if node.carriesText { signs.append(.carriesText) } else if node.found.rest == nil { signs.append(.bare) }
    return signs
  }

  /// Whether a mark that is none of Markdown's stands before the ordinal.
  private func isSetApart(_ heading: Heading) -> Bool {
    guard let ordinal = heading.ordinal, ordinal.range.start > heading.range.start else { return false }
    let before = source[TextRange(heading.range.start, ordinal.range.start)]
    return before.contains { !$0.isASCII && !$0.isWhitespace }
  }

  private func ending(of text: TextRange, _ shape: LineShape) throws(MatchError) -> LineSign {
    switch shape.ending {
    case .open: return .endsOpen
    case .stop: return shape.length > lines.lengths.short || shape.holdsComma ? .endsSentence : .endsStop
    case .colon: return try lines.leadIn?.firstMatch(in: source, range: text) == nil ? .endsColon : .leadsIn
    case .plain: return .endsPlain
    }
  }

  // MARK: The list that it stands in

  /// The lines that count on from each other: of one form, from 1 on.
  private func lists(among nodes: [SectionTree.Node]) -> [[Int]] {
    var lists: [[Int]] = []
    var latest: [Numbering.ID?: Int] = [:]
    for index in nodes.indices {
      let ordinal = nodes[index].found.heading.ordinal
      if let list = latest[ordinal?.numbering], ordinal?.value != 1 {
        lists[list].append(index)
      } else {
        latest[ordinal?.numbering] = lists.count
        lists.append([index])
      }
    }
    return lists
  }

  /// The signs that each line of a list has from the others.
  private func shared(by list: [SectionTree.Node], signs: [[LineSign]]) -> [[LineSign]] {
    let carry = zip(list, signs).map { $0.carriesText || $1.contains(.opensWithPhrase) }
    // What follows the last line of a list may belong to no line of it.
    let isStrong = list.first?.found.level?.points[.heading] ?? 0 >= lines.likely
    let isLastSure = list.count < grammar.thresholds[.fewestAlike] && isStrong || carry.dropLast().contains(true)
    let all = isLastSure ? carry : carry.dropLast() + [false]
    let sentences = signs.map { $0.contains { $0 == .endsOpen || $0 == .endsSentence || $0 == .holdsSentence } }
    let isAnnounced = list.first?.found.isAnnounced ?? false
    let (carriers, sentenceCount) = (all.count { $0 }, sentences.count { $0 })
    return list.indices.map { index in
      let others = list.count - 1
      var more: [LineSign] = isAnnounced ? [.announced] : []
      guard others > 0 else { return more }
      let otherCarriers = carriers - (all[index] ? 1 : 0)
      if otherCarriers * 2 >= others {
        more.append(.siblingsCarryText)
      } else if list[index].found.rest == nil {
        more.append(.siblingsBare)
      }
      if !more.contains(.siblingsCarryText), (sentenceCount - (sentences[index] ? 1 : 0)) * 2 > others {
        more.append(.siblingsSentences)
      }
      return more
    }
  }
}

/// What a line shows at its end and inside.
private struct LineShape {
  enum Ending {
    case open, stop, colon, plain
  }

  private(set) var length = 0
  private(set) var ending = Ending.plain
  private(set) var holdsComma = false
  /// Whether a sentence, or a clause that ； ends, ends before its end.
  private(set) var holdsStop = false
  private(set) var holdsColon = false

  init(_ text: String, _ marks: LineGrammar.Marks) {
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if let last {
        // 1.5: a dot inside is no stop.
        holdsStop = holdsStop || last == "；" || last == ";" || last != "." && marks.stop.contains(last)
        holdsColon = holdsColon || marks.colon.contains(last)
      }
      holdsComma = holdsComma || scalar == "，" || scalar == ","
      length += 1
      // Han characters are no marks, and most of what there is.
      last = (0x3400..<0xFF00).contains(scalar.value) ? nil : scalar
    }
    guard let last else { return }
    ending =
      marks.stop.contains(last)
      ? .stop : marks.colon.contains(last) ? .colon : marks.open.contains(last) ? .open : .plain
  }
}
