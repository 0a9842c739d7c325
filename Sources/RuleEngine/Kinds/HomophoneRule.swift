import Diagnostics
import DraftOutline
import DraftText
import PatternMatching

/// `kind: homophone`: a name that stands in a draft a second time with one character that sounds alike.
///
/// The form that is written more often is held for the right one, of two the first. Fields of the message: `{match}`,
/// the form that is reported, `{other}`, the usual one.
struct HomophoneRule: Rule {
  /// The keys of a `homophone` rule.
  struct Options: Decodable, Sendable {
    /// The keys.
    enum CodingKeys: String, CodingKey, CaseIterable {
      case title, signature, pattern, introducing, joining, alike
    }

    /// Names in titles, as groups `name` and `part`.
    let title: PatternSource
    /// Names in the line of who signs.
    let signature: PatternSource
    /// Names in the text; what is found by them alone is a guess.
    let pattern: PatternSource
    /// Characters right before the name of another body.
    let introducing: String
    /// Characters right before or after it.
    let joining: String
    /// Characters that sound alike, one word for each sound.
    let alike: String
  }

  static let kind = "homophone"
  static func messageFields(_ options: Options) -> Set<String> { ["match", "other"] }

  /// A shorter name, in code points, is easily that of another body: what is found is a guess.
  private static let telling = 5
  /// A name in this many places is meant as it is written.
  private static let habit = 3
  /// Names in the text beyond this number are not looked for.
  private static let mostNames = 24

  let metadata: RuleMetadata
  private let title, signature: Pattern
  /// One for each expression: a pattern that begins with one character is many times faster than one with a choice.
  private let patterns: [Pattern]
  private let company: Company
  private let sounds: Sounds

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    self.metadata = metadata
    title = try patterns.compile(options.title)
    signature = try patterns.compile(options.signature)
    self.patterns = try options.pattern.expressions.map { try patterns.compile(PatternSource(expressions: [$0])) }
    company = Company(introducing: options.introducing, joining: options.joining)
    sounds = Sounds(options.alike)
  }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for (name, isGuess) in try names(in: document) {
      let places = otherForms(of: name, in: document)
      let text = document.source
      guard let wrong = places.wrong.first, places.wrong.count < Self.habit, !company.surrounds(wrong, in: text)
      else { continue }
      guard !text.isOneSentence(wrong, places.right) else { continue }
      let other = LocalizedText(verbatim: text[places.right])
      findings.append(
        metadata.diagnostic(
          at: wrong, ["match": LocalizedText(verbatim: text[wrong]), "other": other],
          related: [Diagnostic.RelatedPlace(Message(Self.here, ["other": other]), at: places.right)],
          certainty: isGuess || name.unicodeScalars.count < Self.telling ? .guess : .certain))
    }
    // A name and a part of it tell of the same fault.
    return findings.enumerated().filter { index, one in
      !findings[..<index].contains { $0.range.overlaps(one.range) }
    }.map(\.element)
  }

  private static let here = LocalizedText(zh: "这里写作“{other}”", en: "written “{other}” here")

  // MARK: Names

  private func names(in document: Document) throws(MatchError) -> [(name: String, isGuess: Bool)] {
    var names: [(name: String, isGuess: Bool)] = []
    var seen: Set<String> = []
    func add(_ pattern: Pattern, in ranges: [TextRange], isGuess: Bool) throws(MatchError) {
      for range in ranges where names.count < Self.mostNames {
        for match in try pattern.matches(in: document.source, range: range) {
          for group in [match.range(of: "name"), match.range(of: "part")] {
            guard let group, !document.isResidue(group), names.count < Self.mostNames else { continue }
            let name = document.source[group]
            if seen.insert(name).inserted { names.append((name, isGuess)) }
          }
        }
      }
    }
    try add(title, in: Scope.title.ranges(in: document), isGuess: false)
    try add(signature, in: [try document.authorLine()].compactMap { $0 }, isGuess: false)
    let text = Scope.text.ranges(in: document)
    for pattern in patterns { try add(pattern, in: text, isGuess: true) }
    return names
  }

  // MARK: Forms

  /// Where `name` stands as the draft usually has it, and where with one character that sounds alike.
  private func otherForms(of name: String, in document: Document) -> (right: TextRange, wrong: [TextRange]) {
    let bytes = Array(name.utf8)
    let half = name.unicodeScalars.prefix(name.unicodeScalars.count / 2).reduce(0) { $0 + $1.utf8Count }
    var same: [TextRange] = []
    var others: [TextRange] = []
    document.source.utf8.withUnsafeBufferPointer { text in
      text.forEachOccurrence(of: bytes[..<half]) { start in
        guard start + bytes.count <= text.count else { return }
        let range = TextRange(start, start + bytes.count)
        if text[range.start..<range.end].elementsEqual(bytes) { same.append(range) } else { others.append(range) }
      }
      text.forEachOccurrence(of: bytes[half...]) { start in
        // The second half ends inside the text; the first must begin there.
        guard start >= half else { return }
        let range = TextRange(start - half, start - half + bytes.count)
        if !text[range.start..<range.end].elementsEqual(bytes) { others.append(range) }
      }
    }
    others = others.filter { isAlike($0, bytes, in: document.source) && !document.isResidue($0) }.sorted()
    guard let first = same.first, let other = others.first else { return (document.source.range, []) }
    let isUsual = same.count == others.count ? first < other : same.count > others.count
    return isUsual ? (first, others) : (other, same)
  }

  /// Whether what stands at `range` differs from `name` in one character that sounds alike.
  private func isAlike(_ range: TextRange, _ name: [UInt8], in source: SourceText) -> Bool {
    guard source.isScalarBorder(range.start), source.isScalarBorder(range.end) else { return false }
    return source.utf8.withUnsafeBufferPointer { text in
      name.withUnsafeBufferPointer { name in
        var different: (Unicode.Scalar, Unicode.Scalar)?
        var offset = 0
        while offset < name.count {
          let (one, length) = text.scalar(at: range.start + offset)
          let (other, otherLength) = name.scalar(at: offset)
          // Characters of one sound are Han: all of one length.
          guard length == otherLength else { return false }
          if one != other {
            guard different == nil, let one = Unicode.Scalar(one), let other = Unicode.Scalar(other) else {
              return false
            }
            different = (one, other)
          }
          offset += length
        }
        guard let (one, other) = different else { return false }
        return sounds.areAlike(one, other)
      }
    }
  }
}

extension SourceText {
  /// Whether no sentence ends between two places: names that stand so are those of two.
  fileprivate func isOneSentence(_ one: TextRange, _ other: TextRange) -> Bool {
    let between = TextRange(min(one.end, other.end), max(one.start, other.start))
    return !self[between].unicodeScalars.contains { $0 == "。" || $0.isLineEnd }
  }
}
