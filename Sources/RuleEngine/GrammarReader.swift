import Diagnostics
import DraftOutline
import PatternMatching

/// Makes the grammar of drafts of `outline.yaml` and `residue.yaml`.
struct GrammarReader {
  private enum Key: String, CaseIterable {
    case title, byline, salutation, closing, date, signature, note, attachments, annex, contents, levels, enumerators
    case lines, specimen, form
    case contentsEntry = "contents-entry"
    case inlineHeading = "inline-heading"
    case pageNumber = "page-number"
    case ordinalWords = "ordinal-words"
    case titleLine = "title-line"
  }

  let compilers: PatternCompilers
  let log: ErrorLog

  /// Reads the files. Nil, and reported, when a grammar cannot be made of them. Without any `outline.yaml` nothing has an
  /// outline.
  func grammar(outline outlineFiles: [RuleFile], residue residueFiles: [RuleFile]) -> OutlineGrammar? {
    let residue = residue(MergedKeys(residueFiles, log: log))
    guard !outlineFiles.isEmpty else { return try? OutlineGrammar(residue: residue) }
    let keys = MergedKeys(outlineFiles, log: log)
    keys.reportUnknownKeys(known: Key.allCases.map(\.rawValue), log: log)
    let levels = numberings(.levels, keys)
    let enumerators = numberings(.enumerators, keys)
    reportDuplicates([(.levels, levels), (.enumerators, enumerators)], keys)
    let lines = keys.fields[Key.lines.rawValue] == nil ? headingsAlone : self.lines(keys)
    let words = value(.ordinalWords, keys, as: [String: Int].self)
    let title = pattern(.title, keys)
    let salutation = pattern(.salutation, keys)
    let closing = pattern(.closing, keys)
    let date = pattern(.date, keys)
    guard let levels, let enumerators, let lines, let words, let title, let salutation, let closing, let date else {
      return nil
    }
    return OutlineGrammar(
      residue: residue, levels: levels, enumerators: enumerators, lines: lines, ordinalWords: words, title: title,
      titleLine: optionalPattern(.titleLine, keys), byline: optionalPattern(.byline, keys), salutation: salutation,
      closing: closing, date: date, signature: optionalPattern(.signature, keys), note: optionalPattern(.note, keys),
      attachments: optionalPattern(.attachments, keys),
      annex: optionalPattern(.annex, keys),
      contents: optionalPattern(.contents, keys), contentsEntry: optionalPattern(.contentsEntry, keys),
      inlineHeading: optionalPattern(.inlineHeading, keys), pageNumber: optionalPattern(.pageNumber, keys),
      specimen: optionalPattern(.specimen, keys), form: optionalPattern(.form, keys))
  }

  /// What tells headings from items where the files do not say it.
  private var headingsAlone: LineGrammar? { (try? Pattern("(?!)")).map(LineGrammar.init(never:)) }

  private func value<Value: Decodable>(_ key: Key, _ keys: MergedKeys, as type: Value.Type) -> Value? {
    guard let field = keys.fields[key.rawValue] else {
      if let file = keys.files.last { log.report(.missingKey(key.rawValue, at: file.root.position), in: file) }
      return nil
    }
    return log.attempt(in: field.file) { try field.entry.decode(type) }
  }

  private func optionalPattern(_ key: Key, _ keys: MergedKeys) -> Pattern? {
    keys.fields[key.rawValue] == nil ? nil : pattern(key, keys)
  }

  private func pattern(_ key: Key, _ keys: MergedKeys) -> Pattern? {
    guard let source = value(key, keys, as: PatternSource.self), let field = keys.fields[key.rawValue] else {
      return nil
    }
    return log.attempt(in: field.file) { try compilers.compiler(for: field.file).compile(source) }
  }
}

extension OutlineGrammar {
  /// The grammar of drafts that have nothing but paragraphs.
  fileprivate init(residue: [ResidueForms]) throws(PatternError) {
    let never = try Pattern("(?!)")
    self.init(
      residue: residue, levels: [], enumerators: [], lines: LineGrammar(never: never),
      ordinalWords: [:], title: never, salutation: never, closing: never,
      date: never)
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
  let points: [String: Int]?
  let runsOn: Bool?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case id, name, pattern, numerals, opening, closing, delimiter, accepts, common, family, floats, points
    case needsCompany = "needs-company"
    case runsOn = "runs-on"
  }
}

extension GrammarReader {
  private func numberings(_ key: Key, _ keys: MergedKeys) -> [Numbering]? {
    guard let nodes = value(key, keys, as: [NumberingOptions].self), let field = keys.fields[key.rawValue]
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
      floats: options.floats ?? false, points: try points(options.points ?? [:]), runsOn: options.runsOn ?? false)
  }

  /// One id names one numbering, be it of headings or of enumerators.
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
    let points: [String: Int]

    enum CodingKeys: String, CodingKey, CaseIterable {
      case id, name, points
    }
  }

  let certain: Int
  let likely: Int
  let lengths: LineGrammar.Lengths
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
    guard let options = value(.lines, keys, as: LineOptions.self), let field = keys.fields[Key.lines.rawValue] else {
      return nil
    }
    return log.attempt(in: field.file) {
      var signs: [LineSign: LineGrammar.Weight] = [:]
      for sign in options.signs {
        guard let id = LineSign(rawValue: sign.id) else {
          throw OptionError(
            Key.lines.rawValue, unknownName(sign.id, of: .word, known: LineSign.allCases.map(\.rawValue)))
        }
        signs[id] = LineGrammar.Weight(name: sign.name.text, points: try points(sign.points))
      }
      let patterns = compilers.compiler(for: field.file)
      return LineGrammar(
        signs: signs, certain: options.certain, likely: options.likely, lengths: options.lengths, marks: options.marks,
        leadIn: try patterns.compile(options.leadIn), question: try options.question.map(patterns.compile),
        broken: try options.broken.map(patterns.compile))
    }
  }

  /// What a form or a sign gives to each role.
  private func points(_ words: [String: Int]) throws(OptionError) -> [LineRole: Int] {
    var points: [LineRole: Int] = [:]
    for (word, count) in words {
      guard let role = LineRole(rawValue: word) else {
        throw OptionError("points", unknownName(word, of: .word, known: LineRole.allCases.map(\.rawValue)))
      }
      points[role] = count
    }
    return points
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

/// Forms that are looked for only in lines where a hint matches.
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
          residueClass: residueClass, lines: try options.lines.map(patterns.compile),
          anchored: try options.anchored.map(patterns.compile), between: try options.between.map(patterns.compile),
          spans: try options.spans.map(patterns.compile))
        guard let hinted = options.hinted else { return [forms] }
        return [
          forms,
          OutlineGrammar.ResidueForms(
            residueClass: residueClass, hint: try patterns.compile(hinted.hint).requiring(hinted.needs ?? []),
            lines: try hinted.lines.map(patterns.compile), spans: try hinted.spans.map(patterns.compile)),
        ]
      } ?? []
    }
  }
}
