import Diagnostics
import DraftOutline
import PatternMatching
import RuleFiles

/// Makes the grammar of drafts from `outline.yaml`, `residue.yaml` and `compare.yaml`.
struct GrammarReader {
  /// The keys of `outline.yaml` that hold no pattern.
  private enum Key: String, CaseIterable {
    case levels, enumerators, lines, thresholds
    case ordinalWords = "ordinal-words"
  }

  let compilers: PatternCompilers
  let log: ErrorLog

  /// Reads the files. A value with an error is reported and left out. Without an `outline.yaml`, drafts have no
  /// outline.
  func grammar(_ files: FilesByRole) -> OutlineGrammar {
    var grammar = OutlineGrammar()
    grammar.residue = residue(MergedKeys(files[.residue], log: log))
    grammar.phrases = phrases(MergedKeys(files[.compare], log: log))
    guard !files[.outline].isEmpty else { return grammar }
    let keys = MergedKeys(files[.outline], log: log)
    keys.reportUnknownKeys(known: OutlinePattern.words + Key.words, log: log)
    grammar.levels = numberings(.levels, keys)
    grammar.enumerators = numberings(.enumerators, keys)
    reportDuplicates([(.levels, grammar.levels), (.enumerators, grammar.enumerators)], keys)
    grammar.lines = read(Key.lines.rawValue, keys, isRequired: false, lines) ?? grammar.lines
    grammar.thresholds = thresholds(keys) ?? grammar.thresholds
    grammar.ordinalWords =
      read(Key.ordinalWords.rawValue, keys) { (words: [String: WordNumber], _) in
        words.mapValues(\.value)
      } ?? [:]
    for name in OutlinePattern.allCases {
      let isRequired = OutlinePattern.required.contains(name)
      grammar.patterns[name] = read(name.rawValue, keys, isRequired: isRequired) { try $1.compile($0) }
    }
    return grammar
  }

  /// Decodes the value of `key` and makes something of it; nil if it has an error, which is reported, or is missing.
  private func read<Options: Decodable, Value>(
    _ key: String, _ keys: MergedKeys, isRequired: Bool = true,
    _ make: (Options, PatternCompiler) throws -> Value
  ) -> Value? {
    guard let field = keys.fields[key] else {
      if isRequired, let file = keys.files.last { log.report(.missingKey(key, at: file.root.position), in: file) }
      return nil
    }
    return log.attempt(in: field.file) { try make(field.entry.decode(), compilers.compiler(for: field.file)) }
  }

  /// Returns all thresholds. A missing or unknown threshold is an error.
  private func thresholds(_ keys: MergedKeys) -> Thresholds? {
    guard let field = keys.fields[Key.thresholds.rawValue] else { return nil }
    return log.attempt(in: field.file) {
      // A decoder is not used: it takes a millisecond of each start.
      guard let entries = field.entry.value.entries else { throw field.entry.value.typeError(expected: .mapping) }
      let names = Dictionary(uniqueKeysWithValues: Threshold.allCases.map { ($0.key, $0) })
      var missing = Set(Threshold.allCases)
      var thresholds = Thresholds()
      for entry in entries {
        guard let threshold = names[entry.key] else {
          throw NodeError(unknownName(entry.key, of: .key, known: names.keys.sorted()), at: entry.keyPosition)
        }
        thresholds[threshold] = try entry.value.integer(in: Amount.range)
        missing.remove(threshold)
      }
      if let first = Threshold.allCases.first(where: missing.contains) {
        throw NodeError.missingKey(first.key, at: field.entry.keyPosition)
      }
      return thresholds
    }
  }
}

// MARK: - Phrases

/// One kind of phrase, with texts that have such a phrase and texts that have none.
private struct PhraseOptions: Decodable {
  let pattern: PatternSource
  let examples: UnreadNode?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case pattern, examples
  }
}

extension GrammarReader {
  private func phrases(_ keys: MergedKeys) -> [Phrase: Pattern] {
    keys.reportUnknownKeys(known: Phrase.words, log: log)
    return Phrase.allCases.reduce(into: [:]) { phrases, phrase in
      phrases[phrase] = read(phrase.rawValue, keys, isRequired: false) { (options: PhraseOptions, patterns) in
        try options.examples?.checkExamples(patterns)
        return try patterns.compile(options.pattern, unless: nil, groups: phrase.groups)
      }
    }
  }
}

// MARK: - Numberings

private struct NumberingOptions: Decodable {
  let id: String
  let name: RuleText
  let pattern: PatternSource
  let numerals: Numbering.Numerals
  let opening, closing, delimiter: String?
  let accepts, common: [String]?
  let needsCompany: Bool?
  let family: String?
  let floats: Bool?
  let points: RolePoints?
  let runsOn: Bool?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case id, name, pattern, numerals, opening, closing, delimiter, accepts, common, family, floats, points
    case needsCompany = "needs-company"
    case runsOn = "runs-on"
  }
}

extension GrammarReader {
  /// Returns the numberings of a list; empty if one of them has an error.
  private func numberings(_ key: Key, _ keys: MergedKeys) -> [Numbering] {
    guard let list: [NumberingOptions] = read(key.rawValue, keys, { list, _ in list }),
      let file = keys.fields[key.rawValue]?.file
    else { return [] }
    let numberings = list.compactMap { options in
      log.attempt(in: file) { try numbering(options, compilers.compiler(for: file)) }
    }
    return numberings.count == list.count ? numberings : []
  }

  private func numbering(_ options: NumberingOptions, _ patterns: PatternCompiler) throws -> Numbering {
    let isNumbered = options.numerals != .none
    let pattern = try patterns.compile(
      options.pattern, unless: nil, groups: isNumbered ? ["ordinal", "delimiter"] : [], allowsEmpty: !isNumbered)
    return Numbering(
      id: .init(options.id), name: options.name.text, pattern: pattern, numerals: options.numerals,
      opening: options.opening ?? "", closing: options.closing ?? "", delimiter: options.delimiter ?? "",
      acceptedDelimiters: options.accepts ?? [], commonDelimiters: options.common ?? [],
      needsCompany: options.needsCompany ?? false, family: options.family,
      floats: options.floats ?? false, points: options.points?.byRole ?? [:], runsOn: options.runsOn ?? false)
  }

  /// Reports an id that two numberings have, of headings or of enumerators.
  private func reportDuplicates(_ lists: [(key: Key, numberings: [Numbering])], _ keys: MergedKeys) {
    var seen: Set<Numbering.ID> = []
    for (key, numberings) in lists {
      guard let field = keys.fields[key.rawValue], case .sequence(let nodes) = field.entry.value.content
      else { continue }
      for (numbering, node) in zip(numberings, nodes) where !seen.insert(numbering.id).inserted {
        let place = node.entries?.first { $0.key == "id" }?.value.position ?? node.position
        log.report(
          NodeError(
            .init(zh: "编号方式“\(numbering.id)”重复", en: "numbering “\(numbering.id)” is there twice"), at: place),
          in: field.file)
      }
    }
  }
}

// MARK: - Lines

private struct LineOptions: Decodable {
  struct Sign: Decodable {
    let id: String
    let name: RuleText
    let points: RolePoints

    enum CodingKeys: String, CodingKey, CaseIterable {
      case id, name, points
    }
  }

  struct Lengths: Decodable {
    let short, long, runIn: Amount

    enum CodingKeys: String, CodingKey, CaseIterable {
      case short, long
      case runIn = "run-in"
    }
  }

  let certain, likely: Amount
  let lengths: Lengths
  let marks: LineGrammar.Marks
  let leadIn: PatternSource
  let question, broken: PatternSource?
  let signs: [Sign]

  enum CodingKeys: String, CodingKey, CaseIterable {
    case certain, likely, lengths, marks, question, broken, signs
    case leadIn = "lead-in"
  }
}

extension GrammarReader {
  private func lines(_ options: LineOptions, _ patterns: PatternCompiler) throws -> LineGrammar {
    var lines = LineGrammar()
    for sign in options.signs {
      guard let id = LineSign(rawValue: sign.id) else {
        throw OptionError(Key.lines.rawValue, unknownName(sign.id, of: .word, known: LineSign.words))
      }
      lines.names[id] = sign.name.text
      lines.points[id] = sign.points.byRole
    }
    lines.leadForCertain = options.certain.value
    lines.leadForLikely = options.likely.value
    lines.lengths = .init(
      short: options.lengths.short.value, long: options.lengths.long.value, runIn: options.lengths.runIn.value)
    lines.marks = options.marks
    lines.leadIn = try patterns.compile(options.leadIn)
    lines.question = try patterns.compile(options.question)
    lines.broken = try patterns.compile(options.broken)
    return lines
  }
}

// MARK: - Numbers

/// A length, a count, a price or a lead.
///
/// The shipped values go up to 200. Values that are added up for a draft are added a few times for each of its bytes:
/// with 10,000, the sum for the largest draft is far below the limit of an `Int`.
private struct Amount: Decodable {
  static let range = 0...10_000

  let value: Int

  init(from decoder: any Decoder) throws { value = try decoder.node.integer(in: Self.range) }
}

/// The number of a counting word, of at most six figures. The shipped ones are -1, 0 and 1.
private struct WordNumber: Decodable {
  let value: Int

  init(from decoder: any Decoder) throws { value = try decoder.node.integer(in: Ordinal.last...999_999) }
}

/// The points of a form or a sign for each role; they can be negative.
private struct RolePoints: Decodable {
  let byRole: [LineRole: Int]

  init(from decoder: any Decoder) throws {
    byRole = try decoder.node.mapping().reduce(into: [:]) { byRole, entry in
      guard let role = LineRole(rawValue: entry.key) else {
        throw NodeError(
          unknownName(entry.key, of: .word, known: LineRole.words), at: entry.keyPosition)
      }
      byRole[role] = try entry.value.integer(in: -Amount.range.upperBound...Amount.range.upperBound)
    }
  }
}

extension DataNode {
  /// Returns the value as a whole number in `range`.
  fileprivate func integer(in range: ClosedRange<Int>) throws(NodeError) -> Int {
    let number = try integer()
    guard range ~= number else {
      throw NodeError(
        .init(
          zh: "应为 \(range.lowerBound) 到 \(range.upperBound) 的整数",
          en: "expected a whole number from \(range.lowerBound) to \(range.upperBound)"), at: position)
    }
    return number
  }
}

// MARK: - Residue

private struct ResidueOptions: Decodable {
  let lines, anchored, between, spans: PatternSource?
  let hinted: HintedOptions?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case lines, anchored, between, spans, hinted
  }
}

/// Patterns that are searched only in lines where a hint matches.
private struct HintedOptions: Decodable {
  let needs: [String]?
  let hint: PatternSource
  let lines, spans: PatternSource?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case needs, hint, lines, spans
  }
}

extension GrammarReader {
  private func residue(_ keys: MergedKeys) -> [OutlineGrammar.ResidueForms] {
    keys.reportUnknownKeys(known: Residue.Class.words, log: log)
    return Residue.Class.allCases.flatMap { residueClass in
      read(residueClass.rawValue, keys, isRequired: false) { (options: ResidueOptions, patterns) in
        let forms = OutlineGrammar.ResidueForms(
          residueClass: residueClass, lines: try patterns.compile(options.lines),
          anchored: try patterns.compile(options.anchored),
          between: try patterns.compile(options.between), spans: try patterns.compile(options.spans))
        guard let hinted = options.hinted else { return [forms] }
        let others = OutlineGrammar.ResidueForms(
          residueClass: residueClass, hint: try patterns.compile(hinted.hint),
          needs: patterns.trustsNeeds ? hinted.needs ?? [] : [], lines: try patterns.compile(hinted.lines),
          spans: try patterns.compile(hinted.spans))
        return [forms, others]
      } ?? []
    }
  }
}
