import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// Compares the names that a draft gives to the office that issues it, in title, lead-in and signature.
///
/// If one name begins or ends with another, both are the same office or one is a part of the other. The usual name is
/// the one that disagrees with the fewest others.
struct OfficeComparison: NameComparison {
  /// The structure of the names of offices.
  struct Names: Decodable, Sendable {
    enum CodingKeys: String, CodingKey, CaseIterable {
      case place, tiers, fixed
      case mayLack = "may-lack"
    }

    /// The region that a name begins with, as groups `stem` and `level`.
    let place: PatternSource
    /// The levels of each tier; a region has one of them.
    let tiers: [[String]]
    /// The levels that a region keeps throughout the text.
    let fixed: [String]
    /// Words that a name can lack and still be the same name.
    let mayLack: PatternSource
  }

  /// The name of an office at one place of a draft; all characters are Han.
  private struct Name {
    let text: [Unicode.Scalar]
    let range: TextRange
    /// Whether its text can be longer than the name.
    var isOpen = false

    /// Returns the range of `count` of its characters, from the one at `index` on.
    func range(from index: Int = 0, count: Int) -> TextRange {
      let start = range.start + text[..<index].utf8Count
      return TextRange(start, start + text[index...].prefix(count).utf8Count)
    }
  }

  /// The region that a name begins with: 霁川市.
  private struct Region {
    let stem: [Unicode.Scalar]
    let level: String

    var count: Int { stem.count + level.unicodeScalars.count }
  }

  /// Two names that look like two forms of one name.
  private struct Doubt {
    /// The range that differs, in the first and in the second name.
    let first, second: TextRange
    var certainty = Certainty.guess
  }

  /// The shortest name, in characters.
  private static let shortest = 3
  /// The number of names that are compared. Each is compared with all others, and a draft names its office only a few
  /// times: in the title, in the lead-in and in the signature.
  private static let most = 50
  /// The lengths compared after an omitted beginning: a shorter rest proves nothing, a longer one is not needed.
  private static let shortenedLengths = 5...10
  /// The number of characters after a region that identify the office: 供销, 水务.
  private static let identifyingLength = 2

  private let place, mayLack: Pattern
  private let tiers: [Set<String>]
  private let fixed: Set<String>
  private let neighbours: Neighbours?

  static let keys: Set<AgreeRule.Options.CodingKeys> = [.office, .besideOthers]
  static let groups = ["name"]

  init(_ options: AgreeRule.Options, _ pattern: Pattern?, _ patterns: PatternCompiler) throws {
    guard let names = options.office else {
      throw OptionError("compare", zh: "比较单位名称要有 office", en: "to compare names of offices, office is needed")
    }
    place = try patterns.compile(names.place)
    mayLack = try patterns.compile(names.mayLack)
    tiers = names.tiers.map { Set($0) }
    fixed = Set(names.fixed)
    neighbours = options.besideOthers
  }

  func disagreements(in document: Document, mentions: NameMentions) throws(MatchError) -> [Disagreement] {
    let source = document.source
    var names: [Name] = []
    // The names are in the order of the draft; the signature comes last.
    try mentions(document) { mention in
      if let range = mention.match.range(of: "name"), !document.isResidue(range) {
        let text = Array(source[range].unicodeScalars)
        if text.count >= Self.shortest {
          names.append(Name(text: text, range: range, isOpen: mention.place == .opening))
        }
      }
      return names.count < Self.most
    }
    let improper = try improper(names, besides: document.authorNames.map { Array($0.unicodeScalars) })
    if !improper.isEmpty { return improper }
    var doubts: [[Doubt]] = []
    for name in names {
      var ofName: [Doubt] = []
      for other in names { ofName += try doubt(name, other).map { [$0] } ?? [] }
      if !ofName.isEmpty { doubts.append(ofName) }
    }
    var doubt = doubts.min { $0.count < $1.count }?.first
    if doubt == nil { doubt = try otherLevel(of: names, in: document) }
    guard let doubt else { return [] }
    return [source.disagreement(at: doubt.second, with: doubt.first, certainty: doubt.certainty)]
  }

  /// Returns the names that disagree with one of the names known to be correct, and are none of these.
  private func improper(_ names: [Name], besides proper: [[Unicode.Scalar]]) throws(MatchError) -> [Disagreement] {
    var found: [Disagreement] = []
    for name in names where !proper.contains(where: name.text.starts) {
      for right in proper {
        guard let doubt = try doubt(Name(text: right, range: TextRange(0, right.utf8Count)), name) else { continue }
        found.append(Disagreement(range: doubt.second, other: String(scalars: right)))
        break
      }
    }
    return found
  }

  // MARK: Regions

  private func region(of name: ArraySlice<Unicode.Scalar>) throws(MatchError) -> Region? {
    let text = SourceText(String(scalars: name))
    guard let match = try place.firstMatch(in: text), let stem = match.range(of: "stem"),
      let level = match.range(of: "level")
    else { return nil }
    return Region(stem: Array(text[stem].unicodeScalars), level: text[level])
  }

  /// Returns the single place at which a region in the name of the author has another level than in the rest of the
  /// draft. Levels that can belong to two regions of one name, such as 县 and 市, are compared only in the title and
  /// before the words that follow in the name.
  private func otherLevel(of names: [Name], in document: Document) throws(MatchError) -> Doubt? {
    let titles = Scope.title.ranges(in: document)
    for name in names where !name.isOpen {
      // A name can begin with several regions, each inside the one before: 临河区, 柳林街道.
      var start = 0
      while let own = try region(of: name.text[start...]), own.count > 0, start + own.count <= name.text.count {
        let here = name.range(from: start, count: own.count)
        start += own.count
        let isFixed = fixed.contains(own.level)
        guard let tier = isFixed ? fixed : tiers.first(where: { $0.contains(own.level) }) else { continue }
        var levels = levels(of: own.stem, among: tier, in: document.source)
        if !isFixed {
          // 霁川市霁川县 are two regions of one name.
          let ends = Set(levels.values.joined().map(\.end))
          guard !levels.values.joined().contains(where: { ends.contains($0.start) }) else { continue }
          let next = name.text[start...].prefix(Self.identifyingLength).flatMap { String($0).utf8 }
          levels = levels.mapValues { places in
            places.filter { place in
              titles.contains { $0.contains(place) }
                || !next.isEmpty && document.source.utf8[place.end...].starts(with: next)
            }
          }
        }
        let others = levels.filter { $0.key != own.level }.flatMap(\.value).sorted()
        guard let other = others.first, neighbours?.surround(other, in: document.source) != true else { continue }
        if others.count == 1 { return Doubt(first: here, second: other) }
        if levels[own.level]?.count == 1 { return Doubt(first: other, second: here) }
      }
    }
    return nil
  }

  /// Returns where `source` names a region called `stem`, by level.
  private func levels(
    of stem: [Unicode.Scalar], among levels: Set<String>, in source: SourceText
  ) -> [String: [TextRange]] {
    var found: [String: [TextRange]] = [:]
    let stem = Array(String(scalars: stem).utf8)
    source.utf8.withUnsafeBufferPointer { text in
      text.forEachOccurrence(of: stem[...]) { start in
        // The whole stem is inside the text, so its end is not after the end of the text.
        let end = start + stem.count
        for level in levels where text[end...].starts(with: level.utf8) {
          found[level, default: []].append(TextRange(start, end + level.utf8.count))
        }
      }
    }
    return found
  }

  // MARK: Names

  /// Returns the difference that makes it doubtful that both are correct names of one office; nil if there is none.
  private func doubt(_ one: Name, _ other: Name) throws(MatchError) -> Doubt? {
    let (a, b) = (one.text, other.text)
    if a.starts(with: b) || b.starts(with: a) || a.reversed().starts(with: b.reversed())
      || b.reversed().starts(with: a.reversed())
    {
      return nil
    }
    if let first = try region(of: a[...]), let second = try region(of: b[...]) {
      let doubt = Doubt(first: one.range(count: first.count), second: other.range(count: second.count))
      if first.stem == second.stem, first.level != second.level {
        guard tiers.contains(where: { $0.contains(first.level) && $0.contains(second.level) }) else { return nil }
        let isGuess = one.isOpen || other.isOpen
        return Doubt(first: doubt.first, second: doubt.second, certainty: isGuess ? .guess : .certain)
      }
      if first.stem != second.stem {
        return first.level == second.level && differInOne(first.stem[...], second.stem[...]) ? doubt : nil
      }
    }
    return try doubtWithin(one, other)
  }

  /// Returns the difference that makes it doubtful that two names in one region are names of one office.
  private func doubtWithin(_ one: Name, _ other: Name) throws(MatchError) -> Doubt? {
    let count = min(one.text.count, other.text.count)
    let start = try region(of: one.text[...])?.count ?? 0
    if count - start > Self.shortest, differInOne(one.text.prefix(count), other.text.prefix(count)) {
      return Doubt(first: one.range(count: count), second: other.range(count: count))
    }
    if let start = shortening(of: one, other) { return Doubt(first: one.range, second: start) }
    if let start = shortening(of: other, one) { return Doubt(first: start, second: other.range) }
    guard !one.isOpen, !other.isOpen else { return nil }
    let (short, long) = one.text.count < other.text.count ? (one.text, other.text) : (other.text, one.text)
    let head = zip(short, long).prefix { $0 == $1 }.count
    let tail = zip(short.reversed(), long.reversed()).prefix { $0 == $1 }.count
    guard head >= Self.shortest, tail > 0, head + tail >= short.count, long.count > short.count else { return nil }
    let lacking = String(scalars: long[head..<(head + long.count - short.count)])
    guard try mayLack.firstMatch(in: SourceText(lacking)) == nil else { return nil }
    return Doubt(first: one.range, second: other.range)
  }

  /// Returns the part of `short`, in the text, that omits the beginning of `full` and differs in one character.
  private func shortening(of full: Name, _ short: Name) -> TextRange? {
    guard short.isOpen, !full.isOpen else { return nil }
    let count = Self.shortenedLengths.first { count in
      guard count < full.text.count, count <= short.text.count else { return false }
      let (end, start) = (full.text.suffix(count), short.text.prefix(count))
      return end.first == start.first && differInOne(end, start)
    }
    return count.map { short.range(count: $0) }
  }

  private func differInOne(_ a: ArraySlice<Unicode.Scalar>, _ b: ArraySlice<Unicode.Scalar>) -> Bool {
    a.count == b.count && zip(a, b).count { $0 != $1 } == 1
  }
}
