import Diagnostics
import DraftText
import PatternMatching

/// Determines the role and the certainty of each numbered line of a draft: each sign gives points to roles.
struct LineClassifier {
  private let context: OutlineContext
  private let lines: LineGrammar
  /// The forms whose lines are all sentences and never run into their text, by the habit of the author.
  private let formsOfSentences: Set<Numbering.ID>
  /// Whether the lines are in a table cell, where there are no headings.
  private let isCell: Bool

  /// Prepares to classify the lines `found`.
  init(_ found: [HeadingCandidate], of context: OutlineContext, isCell: Bool = false) {
    self.context = context
    lines = context.grammar.lines
    self.isCell = isCell
    let byForm = Dictionary(grouping: found.filter { $0.ordinal != nil }) { $0.level?.id }
    let habits = byForm.filter { _, lines in
      lines.count >= context.grammar.thresholds[.fewestAlike]
        && lines.allSatisfy {
          $0.rest == nil && context.source.ends($0.heading.text, with: context.grammar.lines.marks.stop)
        }
    }
    formsOfSentences = Set(habits.keys.compactMap(\.self))
  }

  /// Returns the readings of `nodes`, which are siblings under a line that was read as `parent`.
  func readings(of nodes: [SectionTree.Node], under parent: LineRole?) throws(MatchError) -> [LineReading] {
    let inside: [LineSign] = parent == .item ? [.insideItem] : parent == .article ? [.insideArticle] : []
    var signs = try nodes.map { node throws(MatchError) in try own(node) + inside }
    for list in lists(among: nodes) {
      let shared = shared(by: list.map { nodes[$0] }, signs: list.map { signs[$0] })
      for (index, more) in zip(list, shared) { signs[index] += more }
    }
    return zip(nodes, signs).map { reading(of: $0.found, by: $1) }
  }

  private func reading(of line: HeadingCandidate, by signs: [LineSign]) -> LineReading {
    if isCell { return LineReading(.item, .certain, signs: signs) }
    var roles: [LineRole] = [line.rest == nil ? .heading : .runIn, .item]
    // An article line that the format marks as a heading and that is a phrase has its text below it.
    if !(signs.contains(.knownHeading) && signs.contains(.endsPlain)) { roles.append(.article) }
    // A run-in heading gets the points that the form gives to a heading.
    let forms = roles.map { ($0, line.level?.points[$0 == .runIn ? .heading : $0] ?? 0) }
    var totals = Dictionary(uniqueKeysWithValues: forms)
    for sign in signs {
      for (role, points) in lines.points[sign] ?? [:] { totals[role]? += points }
    }
    let order = roles.map { (role: $0, points: totals[$0] ?? 0) }.sorted { $0.points > $1.points }
    let lead = order[0].points - order[1].points
    let certainty: Certainty = lead >= lines.leadForCertain ? .certain : lead >= lines.leadForLikely ? .likely : .guess
    return LineReading(order[0].role, min(certainty, line.certainty), signs: [.form] + signs, points: totals)
  }

  // MARK: The line itself

  private func own(_ node: SectionTree.Node) throws(MatchError) -> [LineSign] {
    let line = node.found
    let text = line.heading.text
    let length = context.source.lines.scalarCount(in: text)
    let isShort = length <= lines.lengths.short
    // Han characters are left out: they are not marks, and most of the text consists of them.
    let inner = Array(
      context.source[text].unicodeScalars.dropLast().lazy.filter { !(0x3400..<0xFF00).contains($0.value) })
    // The dot inside 1.5 is not a stop.
    let stops = lines.marks.stop.unicodeScalars.filter { $0 != "." }
    let holdsStop = inner.contains { $0 == "；" || $0 == ";" || stops.contains($0) }
    let asks = try lines.question?.firstMatch(
      in: context.source, range: TextRange(text.start, line.rest?.range.end ?? text.end))
    let ending =
      try line.rest == nil ? ending(of: text, isPhrase: isShort && !inner.contains { $0 == "，" || $0 == "," }) : nil
    let signs: [(LineSign, Bool)] = [
      (.knownHeading, line.knownLevel != nil),
      (.automaticNumber, line.known.contains(.label)),
      (.knownItem, line.known.knownNumber != nil && !line.known.contains(.label)),
      (.setApart, isSetApart(line.heading)),
      (ending ?? (isShort ? .opensWithPhrase : .opensWithSentence), true),
      (.short, isShort),
      (.long, length > lines.lengths.long),
      (.holdsSentence, holdsStop),
      (.field, !holdsStop && inner.contains(where: lines.marks.colon.unicodeScalars.contains)),
      (.formEndsAlike, line.level.map { formsOfSentences.contains($0.id) } ?? false),
      (.question, asks != nil),
      (.carriesText, node.carriesText),
      (.bare, !node.carriesText && line.rest == nil),
    ]
    return signs.compactMap { sign, holds in holds ? sign : nil }
  }

  /// Whether a mark that is not Markdown's precedes the ordinal.
  private func isSetApart(_ heading: Heading) -> Bool {
    guard let ordinal = heading.ordinal, ordinal.range.start > heading.range.start else { return false }
    let before = context.source[TextRange(heading.range.start, ordinal.range.start)]
    return before.contains { !$0.isASCII && !$0.isWhitespace }
  }

  private func ending(of text: TextRange, isPhrase: Bool) throws(MatchError) -> LineSign {
    if context.source.ends(text, with: lines.marks.stop) { return isPhrase ? .endsStop : .endsSentence }
    if context.source.ends(text, with: lines.marks.colon) {
      return try lines.leadIn?.firstMatch(in: context.source, range: text) == nil ? .endsColon : .leadsIn
    }
    return context.source.ends(text, with: lines.marks.open) ? .endsOpen : .endsPlain
  }

  // MARK: The list of the line

  /// Returns the lists among `nodes` by index: lines of one form, from 1 on.
  private func lists(among nodes: [SectionTree.Node]) -> [[Int]] {
    var lists: [[Int]] = []
    var latest: [Numbering.ID?: Int] = [:]
    for index in nodes.indices {
      let ordinal = nodes[index].found.ordinal
      if let list = latest[ordinal?.numbering], ordinal?.value != 1 {
        lists[list].append(index)
      } else {
        latest[ordinal?.numbering] = lists.count
        lists.append([index])
      }
    }
    return lists
  }

  /// Returns the signs that each line of a list gets from the other lines: whether half of them or more have text, or
  /// they follow each other without text; whether most are sentences or end in ；.
  private func shared(by list: [SectionTree.Node], signs: [[LineSign]]) -> [[LineSign]] {
    let first = list[0].found
    var carry = zip(list, signs).map { $0.carriesText || $1.contains(.opensWithPhrase) }
    // The text after the last line of a list can belong to no line of it.
    let isStrong = first.level?.points[.heading] ?? 0 >= lines.leadForLikely
    let isLastSure =
      list.count < context.grammar.thresholds[.fewestAlike] && isStrong || carry.dropLast().contains(true)
    if !isLastSure { carry[carry.count - 1] = false }
    let sentences = signs.map { $0.contains { $0 == .endsOpen || $0 == .endsSentence || $0 == .holdsSentence } }
    let (carriers, sentenceCount) = (carry.count { $0 }, sentences.count { $0 })
    let others = list.count - 1
    return list.indices.map { index in
      let othersCarryText = others > 0 && (carriers - (carry[index] ? 1 : 0)) * 2 >= others
      let areSentences = (sentenceCount - (sentences[index] ? 1 : 0)) * 2 > others
      let signs: [(LineSign, Bool)] = [
        (.announced, first.isAnnounced),
        (.siblingsCarryText, othersCarryText),
        (.siblingsBare, others > 0 && !othersCarryText && list[index].found.rest == nil),
        (.siblingsSentences, others > 0 && !othersCarryText && areSentences),
      ]
      return signs.compactMap { sign, holds in holds ? sign : nil }
    }
  }
}
