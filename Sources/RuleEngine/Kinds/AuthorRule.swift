import Diagnostics
import DraftOutline
import DraftText
import PatternMatching

/// `kind: author`: whether a draft names the body that it comes from in one way in title, lead-in and signature.
///
/// A name that another begins or ends with is the same body, or a part of it. Fields of the message: `{match}`, the
/// form that is reported, `{other}`, the usual one.
struct AuthorRule: Rule {
  /// The keys of an `author` rule.
  struct Options: Decodable, Sendable {
    /// The keys.
    enum CodingKeys: String, CodingKey, CaseIterable {
      case title, signature, opening, place, tiers, fixed, introducing, joining
      case mayLack = "may-lack"
    }

    /// The name in the title, as the group `name`.
    let title: PatternSource
    /// The name in the line of who signs.
    let signature: PatternSource
    /// What stands where the lead-in names the body, as the group `name`; it may say more than the name.
    let opening: PatternSource
    /// The place that a name begins with, as groups `stem` and `level`.
    let place: PatternSource
    /// Levels of one tier, one word for each tier: a place has one of them.
    let tiers: String
    /// Levels of which a place has one all through the text.
    let fixed: String
    /// Characters right before the name of another body.
    let introducing: String
    /// Characters right before or after it.
    let joining: String
    /// Words that a name may lack and still be the same.
    let mayLack: PatternSource
  }

  static let kind = "author"
  static func messageFields(_ options: Options) -> Set<String> { ["match", "other"] }

  /// Fewer characters are no name.
  private static let shortest = 3
  /// The least that a name in the text has after what it leaves out, and the most that is looked at.
  private static let (shortestShort, longestShort) = (5, 10)

  /// So many characters behind a place tell its body: 供销, 水务.
  private static let telling = 2

  let metadata: RuleMetadata
  private let title, signature, opening, place, mayLack: Pattern
  private let tiers: [Set<String>]
  private let fixed: Set<String>
  private let company: Company

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    self.metadata = metadata
    title = try patterns.compile(options.title)
    signature = try patterns.compile(options.signature)
    opening = try patterns.compile(options.opening)
    place = try patterns.compile(options.place)
    mayLack = try patterns.compile(options.mayLack)
    tiers = options.tiers.split(separator: " ").map { Self.words($0) }
    fixed = Self.words(options.fixed[...])
    company = Company(introducing: options.introducing, joining: options.joining)
  }

  private static func words(_ text: Substring) -> Set<String> { Set(text.split(separator: "/").map(String.init)) }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    let titles = Scope.title.ranges(in: document)
    let body = Scope.opening.ranges(in: document).subtracting(titles.sorted())
    var names = try self.names(by: title, in: titles, of: document)
    names += try self.names(by: opening, in: body, of: document, isOpen: true)
    names += try self.names(by: signature, in: [try document.authorLine()].compactMap { $0 }, of: document)
    let proper = document.authorNames.map {
      Name(range: TextRange(0, 0), text: Array($0.unicodeScalars), isOpen: false)
    }
    let improper = try self.improper(names, besides: proper, in: document.source)
    guard improper.isEmpty else { return improper }
    var doubts: [[Doubt?]] = []
    for name in names {
      var row: [Doubt?] = []
      for other in names { row.append(try doubt(name, other)) }
      doubts.append(row)
    }
    // The usual form is at odds with the fewest others, but with one at least.
    let counts = doubts.map { row in row.count { $0 != nil } }
    let disputed = names.indices.filter { counts[$0] > 0 }
    guard let usual = disputed.min(by: { counts[$0] < counts[$1] }),
      let doubt = doubts[usual].lazy.compactMap({ $0 }).first
    else { return try otherLevels(of: names, frame: titles, in: document) }
    return [diagnostic(doubt, in: document.source)]
  }

  /// What is at odds with one of the names that somebody has said to be right, and is none of them.
  private func improper(_ names: [Name], besides proper: [Name], in source: SourceText) throws(MatchError)
    -> [Diagnostic]
  {
    var found: [Diagnostic] = []
    for name in names where !proper.contains(where: { name.text.starts(with: $0.text) }) {
      for right in proper {
        guard let doubt = try doubt(right, name) else { continue }
        let match = LocalizedText(verbatim: source.excerpt(of: doubt.ranges.1))
        let other = LocalizedText(verbatim: String(String.UnicodeScalarView(right.text)))
        found.append(metadata.diagnostic(at: doubt.ranges.1, ["match": match, "other": other]))
        break
      }
    }
    return found
  }

  private func diagnostic(_ doubt: Doubt, in source: SourceText) -> Diagnostic {
    let (match, other) = (doubt.ranges.1, doubt.ranges.0)
    let right = LocalizedText(verbatim: source.excerpt(of: other))
    return metadata.diagnostic(
      at: match, ["match": LocalizedText(verbatim: source.excerpt(of: match)), "other": right],
      related: [Diagnostic.RelatedPlace(Message(Self.here, ["other": right]), at: other)],
      certainty: doubt.isGuess ? .guess : .certain)
  }

  /// The one place that gives a place in the name of the author another level than the rest of the draft. Levels that may well
  /// stand for two places of one name, as 县 and 市, are compared with `frame` and before the words that the name goes on with.
  private func otherLevels(
    of names: [Name], frame: [TextRange], in document: Document
  ) throws(MatchError) -> [Diagnostic] {
    let source = document.source
    for name in names where !name.isOpen {
      for own in try places(of: name.text) {
        let isFixed = fixed.contains(own.place.level)
        guard let tier = isFixed ? fixed : tiers.first(where: { $0.contains(own.place.level) }) else { continue }
        var levels = levels(of: own.place, among: tier, in: source)
        if !isFixed {
          // 霁川市霁川县 are two places of one name.
          let ends = Set(levels.values.joined().map(\.end))
          guard !levels.values.joined().contains(where: { ends.contains($0.start) }) else { continue }
          let next = String(String.UnicodeScalarView(name.text[(own.start + own.place.count)...].prefix(Self.telling)))
          levels = levels.mapValues { places in
            places.filter { place in
              frame.contains { $0.contains(place) } || !next.isEmpty && source.begins(with: next, at: place.end)
            }
          }
        }
        let others = levels.filter { $0.key != own.place.level }.flatMap(\.value)
        guard let other = others.first, !company.surrounds(other, in: source) else { continue }
        let here = name.range(from: own.start, count: own.place.count)
        if others.count == 1 { return [diagnostic(Doubt(ranges: (here, other), isGuess: true), in: source)] }
        guard levels[own.place.level]?.count == 1 else { continue }
        return [diagnostic(Doubt(ranges: (other, here), isGuess: true), in: source)]
      }
    }
    return []
  }

  /// Where `source` names what is called as `place` is, by the level that it gives it.
  private func levels(of place: Place, among levels: Set<String>, in source: SourceText) -> [String: [TextRange]] {
    let stem = Array(String(String.UnicodeScalarView(place.stem)).utf8)
    var found: [String: [TextRange]] = [:]
    source.utf8.withUnsafeBufferPointer { text in
      text.forEachOccurrence(of: stem[...]) { start in
        // All of the stem lies inside the text, so that its end is at most that of the text.
        let end = start + stem.count
        for level in levels where text[end...].starts(with: level.utf8) {
          found[level, default: []].append(TextRange(start, end + level.utf8.count))
        }
      }
    }
    return found
  }

  /// The places that `name` begins with, each inside the one before: 临河区, 柳林街道.
  private func places(of name: [Unicode.Scalar]) throws(MatchError) -> [(start: Int, place: Place)] {
    var places: [(Int, Place)] = []
    var start = 0
    while let place = try place(of: Array(name[start...])) {
      places.append((start, place))
      start += place.count
    }
    return places
  }

  private static let here = LocalizedText(zh: "这里写作“{other}”", en: "written “{other}” here")

  private func names(
    by pattern: Pattern, in ranges: [TextRange], of document: Document, isOpen: Bool = false
  ) throws(MatchError) -> [Name] {
    var names: [Name] = []
    for range in ranges {
      for match in try pattern.matches(in: document.source, range: range) {
        guard let place = match.range(of: "name"), !document.isResidue(place) else { continue }
        let text = Array(document.source[place].unicodeScalars)
        if text.count >= Self.shortest { names.append(Name(range: place, text: text, isOpen: isOpen)) }
      }
    }
    return names
  }

  // MARK: Comparison

  /// What makes it doubtful that both are names of one body as it should be; nil where nothing does.
  private func doubt(_ one: Name, _ other: Name) throws(MatchError) -> Doubt? {
    let (a, b) = (one.text, other.text)
    if a.starts(with: b) || b.starts(with: a) || a.reversed().starts(with: b.reversed())
      || b.reversed().starts(with: a.reversed())
    {
      return nil
    }
    if let first = try place(of: a), let second = try place(of: b) {
      let ranges = (one.prefix(first.count), other.prefix(second.count))
      if first.stem == second.stem, first.level != second.level {
        let isOneTier = tiers.contains { $0.contains(first.level) && $0.contains(second.level) }
        return isOneTier ? Doubt(ranges: ranges, isGuess: one.isOpen || other.isOpen) : nil
      }
      if first.stem != second.stem {
        let isNear = first.level == second.level && Self.differInOne(first.stem, second.stem)
        return isNear ? Doubt(ranges: ranges, isGuess: true) : nil
      }
    }
    return try doubtWithin(one, other)
  }

  /// The same for two names of bodies in one place.
  private func doubtWithin(_ one: Name, _ other: Name) throws(MatchError) -> Doubt? {
    let count = min(one.text.count, other.text.count)
    let place = try self.place(of: one.text)?.count ?? 0
    if count - place > Self.shortest, Self.differInOne(one.text.prefix(count), other.text.prefix(count)) {
      return Doubt(ranges: (one.prefix(count), other.prefix(count)), isGuess: true)
    }
    if let doubt = Self.doubt(one, shortened: other) { return doubt }
    if let doubt = Self.doubt(other, shortened: one) {
      return Doubt(ranges: (doubt.ranges.1, doubt.ranges.0), isGuess: true)
    }
    guard !one.isOpen, !other.isOpen else { return nil }
    let (short, long) = one.text.count < other.text.count ? (one.text, other.text) : (other.text, one.text)
    let head = zip(short, long).prefix { $0 == $1 }.count
    let tail = zip(short.reversed(), long.reversed()).prefix { $0 == $1 }.count
    guard head >= Self.shortest, tail > 0, head + tail >= short.count, long.count > short.count else { return nil }
    let lacking = String(String.UnicodeScalarView(long[head..<head + long.count - short.count]))
    guard try mayLack.firstMatch(in: SourceText(lacking)) == nil else { return nil }
    return Doubt(ranges: (one.range, other.range), isGuess: true)
  }

  /// The same where `short` stands in the text and leaves out what `full` begins with.
  private static func doubt(_ full: Name, shortened short: Name) -> Doubt? {
    guard short.isOpen, !full.isOpen else { return nil }
    for count in shortestShort...longestShort where count < full.text.count && count <= short.text.count {
      let (end, start) = (full.text.suffix(count), short.text.prefix(count))
      if end.first == start.first, differInOne(end, start) {
        return Doubt(ranges: (full.range, short.prefix(count)), isGuess: true)
      }
    }
    return nil
  }

  private static func differInOne(_ a: some Collection<Unicode.Scalar>, _ b: some Collection<Unicode.Scalar>) -> Bool {
    a.count == b.count && zip(a, b).count { $0 != $1 } == 1
  }

  private func place(of name: [Unicode.Scalar]) throws(MatchError) -> Place? {
    let text = SourceText(String(String.UnicodeScalarView(name)))
    guard let match = try place.firstMatch(in: text), let stem = match.range(of: "stem"),
      let level = match.range(of: "level")
    else { return nil }
    return Place(stem: Array(text[stem].unicodeScalars), level: text[level])
  }
}

extension SourceText {
  /// Whether the text at `offset` begins with `words`.
  fileprivate func begins(with words: String, at offset: Int) -> Bool {
    utf8.withUnsafeBufferPointer { $0[offset...].starts(with: words.utf8) }
  }
}

/// A body as one place of a draft names it; all characters are Han, of three bytes each.
private struct Name {
  let range: TextRange
  let text: [Unicode.Scalar]
  /// Whether more than the name may stand there.
  let isOpen: Bool

  /// Where its first `count` characters stand.
  func prefix(_ count: Int) -> TextRange { range(from: 0, count: count) }

  /// Where `count` of its characters stand, from the one at `index` on.
  func range(from index: Int, count: Int) -> TextRange {
    let start = range.start + text.prefix(index).reduce(0) { $0 + $1.utf8Count }
    return TextRange(start, start + text[index...].prefix(count).reduce(0) { $0 + $1.utf8Count })
  }
}

/// The place that a name begins with.
private struct Place {
  let stem: [Unicode.Scalar]
  let level: String

  var count: Int { stem.count + level.unicodeScalars.count }
}

/// Two names that look like one name in two forms.
private struct Doubt {
  /// What differs, in the first and in the second.
  let ranges: (TextRange, TextRange)
  let isGuess: Bool
}
