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

  /// Reads the files; nil if they do not make a grammar, which is reported. Without an `outline.yaml`, drafts have no
  /// outline.
  func grammar(_ files: FilesByRole) -> OutlineGrammar? {
    let outlineFiles = files[.outline]
    var grammar = OutlineGrammar()
    grammar.residue = residue(MergedKeys(files[.residue], log: log))
    grammar.phrases = phrases(MergedKeys(files[.compare], log: log))
    guard !outlineFiles.isEmpty else { return grammar }
    let keys = MergedKeys(outlineFiles, log: log)
    let patternKeys = OutlinePattern.allCases.map(\.rawValue)
    keys.reportUnknownKeys(known: patternKeys + Key.allCases.map(\.rawValue), log: log)
    let levels = numberings(.levels, keys)
    let enumerators = numberings(.enumerators, keys)
    reportDuplicates([(.levels, levels), (.enumerators, enumerators)], keys)
    let lines = keys.fields[Key.lines.rawValue] == nil ? grammar.lines : self.lines(keys)
    let thresholds = keys.fields[Key.thresholds.rawValue] == nil ? grammar.thresholds : self.thresholds(keys)
    let words = value(Key.ordinalWords.rawValue, keys, as: [String: WordNumber].self)?.mapValues(\.value)
    let patterns = patterns(keys)
    guard let levels, let enumerators, let lines, let thresholds, let words, let patterns else { return nil }
    grammar.levels = levels
    grammar.enumerators = enumerators
    grammar.lines = lines
    grammar.thresholds = thresholds
    grammar.ordinalWords = words
    grammar.patterns = patterns
    return grammar
  }

  private func value<Value: Decodable>(_ key: String, _ keys: MergedKeys, as type: Value.Type) -> Value? {
    guard let field = keys.fields[key] else {
      if let file = keys.files.last { log.report(.missingKey(key, at: file.root.position), in: file) }
      return nil
    }
    return log.attempt(in: field.file) { try field.entry.decode(type) }
  }

  /// Returns the patterns of the files; nil if a required pattern is missing or has an error.
  private func patterns(_ keys: MergedKeys) -> [OutlinePattern: Pattern]? {
    var patterns: [OutlinePattern: Pattern] = [:]
    for name in OutlinePattern.allCases
    where keys.fields[name.rawValue] != nil || OutlinePattern.required.contains(name) {
      guard let source = value(name.rawValue, keys, as: PatternSource.self), let field = keys.fields[name.rawValue]
      else { continue }
      patterns[name] = log.attempt(in: field.file) { try compilers.compiler(for: field.file).compile(source) }
    }
    return OutlinePattern.required.allSatisfy { patterns[$0] != nil } ? patterns : nil
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
    keys.reportUnknownKeys(known: Phrase.allCases.map(\.rawValue), log: log)
    var phrases: [Phrase: Pattern] = [:]
    for phrase in Phrase.allCases {
      guard let field = keys.fields[phrase.rawValue] else { continue }
      let patterns = compilers.compiler(for: field.file)
      phrases[phrase] = log.attempt(in: field.file) {
        let options = try field.entry.decode(PhraseOptions.self)
        try options.examples?.checkExamples(patterns)
        return try patterns.compile(options.pattern, unless: nil, groups: phrase.groups)
      }
    }
    return phrases
  }
}

// MARK: - Numberings

private struct NumberingOptions: Decodable {
  let id: String
  let name: RuleText
  let pattern: PatternSource
  let numerals: Numbering.Numerals
  let opening: String?
  let closing: String?
  let delimiter: String?
  let accepts: [String]?
  let common: [String]?
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
  private func numberings(_ key: Key, _ keys: MergedKeys) -> [Numbering]? {
    guard let nodes = value(key.rawValue, keys, as: [NumberingOptions].self), let field = keys.fields[key.rawValue]
    else { return nil }
    let numberings = nodes.compactMap { node in
      log.attempt(in: field.file) { try numbering(node, compilers.compiler(for: field.file)) }
    }
    return numberings.count == nodes.count ? numberings : nil
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
  private func reportDuplicates(_ lists: [(key: Key, numberings: [Numbering]?)], _ keys: MergedKeys) {
    var seen: Set<Numbering.ID> = []
    for (key, numberings) in lists {
      guard let field = keys.fields[key.rawValue], let numberings, case .sequence(let nodes) = field.entry.value.content
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
    let short: Amount
    let long: Amount
    let runIn: Amount

    enum CodingKeys: String, CodingKey, CaseIterable {
      case short, long
      case runIn = "run-in"
    }
  }

  let certain: Amount
  let likely: Amount
  let lengths: Lengths
  let marks: LineGrammar.Marks
  let leadIn: PatternSource
  let question: PatternSource?
  let broken: PatternSource?
  let signs: [Sign]

  enum CodingKeys: String, CodingKey, CaseIterable {
    case certain, likely, lengths, marks, question, broken, signs
    case leadIn = "lead-in"
  }
}

extension GrammarReader {
  private func lines(_ keys: MergedKeys) -> LineGrammar? {
    guard let options = value(Key.lines.rawValue, keys, as: LineOptions.self),
      let field = keys.fields[Key.lines.rawValue]
    else {
      return nil
    }
    return log.attempt(in: field.file) {
      var lines = LineGrammar()
      for sign in options.signs {
        guard let id = LineSign(rawValue: sign.id) else {
          throw OptionError(
            Key.lines.rawValue, unknownName(sign.id, of: .word, known: LineSign.allCases.map(\.rawValue)))
        }
        lines.names[id] = sign.name.text
        lines.points[id] = sign.points.byRole
      }
      let patterns = compilers.compiler(for: field.file)
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
          unknownName(entry.key, of: .word, known: LineRole.allCases.map(\.rawValue)), at: entry.keyPosition)
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
  let lines: PatternSource?
  let anchored: PatternSource?
  let between: PatternSource?
  let spans: PatternSource?
  let hinted: HintedOptions?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case lines, anchored, between, spans, hinted
  }
}

/// Patterns that are searched only in lines where a hint matches.
private struct HintedOptions: Decodable {
  let needs: [String]?
  let hint: PatternSource
  let lines: PatternSource?
  let spans: PatternSource?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case needs, hint, lines, spans
  }
}

extension GrammarReader {
  private func residue(_ keys: MergedKeys) -> [OutlineGrammar.ResidueForms] {
    keys.reportUnknownKeys(known: Residue.Class.allCases.map(\.rawValue), log: log)
    return Residue.Class.allCases.flatMap { residueClass -> [OutlineGrammar.ResidueForms] in
      guard let field = keys.fields[residueClass.rawValue] else { return [] }
      let patterns = compilers.compiler(for: field.file)
      return log.attempt(in: field.file) {
        let options = try field.entry.decode(ResidueOptions.self)
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
