import Diagnostics
import DraftOutline
import DraftText
import PatternMatching

/// Reports every match of a pattern, and says what should stand there.
///
/// Fields of the message: `{match}`, `{replacement}` and the named groups of the pattern.
struct ReplaceRule: Rule {
  /// The keys of a `replace` rule.
  struct Options: Decodable, Sendable, ScopedOptions {
    /// The keys.
    enum CodingKeys: String, CodingKey, CaseIterable {
      case pattern, unless, scope, mark, replacement, also, applicability
    }

    /// What must not stand in a draft.
    let pattern: PatternSource
    /// What is passed over.
    let unless: PatternSource?
    /// Where it must not stand.
    let scope: Scope?
    /// The group that is reported and replaced instead of the whole match.
    let mark: String?
    /// What should stand there.
    let replacement: Replacement
    /// Other groups that the same fix replaces, and what should stand there: the second half of a pair.
    let also: [String: String]?
    /// Who may apply the fix; `unsafe` where nothing is said.
    let applicability: Fix.Applicability?
  }

  /// What should stand in place of a match.
  enum Replacement: Decodable, Sendable {
    /// A text with `{group}` fields; empty to delete.
    case template(String)
    /// A text for each text that may be replaced.
    case table([String: String])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let template = try? container.decode(String.self) {
        self = .template(template)
      } else {
        self = .table(try container.decode([String: String].self))
      }
      if let node = (decoder as? NodeDecoder)?.node, let text = texts.first(where: { $0.utf8.count > Self.byteLimit }) {
        throw NodeError(
          .init(
            zh: "替换的文字太长，最多 \(Self.byteLimit) 字节：\(text.shortened)",
            en: "a replacement is longer than \(Self.byteLimit) bytes: \(text.shortened)"), at: node.position)
      }
    }

    /// How long a replacement may be, in UTF-8 bytes: it is shown at every finding.
    private static let byteLimit = 4_000

    private var texts: [String] {
      switch self {
      case .template(let template): [template]
      case .table(let table): table.values.sorted()
      }
    }
  }

  static let kind = "replace"
  /// Where this group takes part in a match, the fix is safe whatever the rule says.
  private static let sure = "sure"

  static func messageFields(_ options: Options) -> Set<String> {
    options.pattern.groupNames.union(["match", "replacement"])
  }

  let metadata: RuleMetadata
  private let search: PatternSearch
  private let replacement: ReplacementText
  private let also: [(group: String, text: String)]
  private let applicability: Fix.Applicability
  private let isSometimesSure: Bool

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    try self.init(
      metadata, pattern: patterns.compile(options.pattern, unless: options.unless),
      hint: options.unless.map { _ in try patterns.compile(options.pattern) }, scope: options.scope,
      mark: options.mark, replacement: options.replacement, also: options.also ?? [:],
      applicability: options.applicability)
  }

  init(
    _ metadata: RuleMetadata, pattern: Pattern, hint: Pattern? = nil, scope: Scope? = nil, mark: String? = nil,
    replacement: Replacement,
    also: [String: String] = [:],
    applicability: Fix.Applicability? = nil
  ) throws(OptionError) {
    let groups = pattern.groupNames
    if let unknown = also.keys.sorted().first(where: { !groups.contains($0) }) {
      throw .unknownGroup(unknown, key: Options.CodingKeys.also.rawValue, known: groups)
    }
    self.metadata = metadata
    self.search = try PatternSearch(pattern, hint: hint, scope: scope, mark: mark, message: metadata.message)
    self.also = also.map { ($0.key, $0.value) }
    switch replacement {
    case .template(let template):
      self.replacement = .template(try ReplacementTemplate(template, groups: groups))
    case .table(let table): self.replacement = .table(table)
    }
    self.applicability = applicability ?? .unsafe
    isSometimesSure = groups.contains(Self.sure)
  }

  var fixes: Fix.Applicability? { isSometimesSure ? .safe : applicability }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    try search.forEachMatch(in: document, atMost: RuleMetadata.mostFindings + 1) { match, place, certainty in
      let text = replacement.text(for: match, at: place, in: document.source)
      var fields = search.fields(for: match, at: place, in: document.source)
      fields["replacement"] = LocalizedText(verbatim: text)
      // What changes nothing is no fix: applying it would never come to an end.
      let fix = text == document.source[place] ? nil : fix(of: match, at: place, to: text, fields)
      diagnostics.append(metadata.diagnostic(at: place, fields, fix: fix, certainty: certainty))
    }
    return search.scope == .headings ? document.weighingHabits(diagnostics) : diagnostics
  }

  private func fix(
    of match: Match, at place: TextRange, to text: String, _ fields: MessageFields
  ) -> Fix {
    let others = also.compactMap { group, text in match.range(of: group).map { Edit($0, text) } }
    let title = text.isEmpty ? Self.delete : place.isEmpty ? Self.insert : Self.replace
    return Fix(
      title: Message(title, fields), edits: [Edit(place, text)] + others,
      applicability: isSometimesSure && match.range(of: Self.sure) != nil ? .safe : applicability)
  }

  private static let replace = LocalizedText(zh: "改为“{replacement}”", en: "replace by “{replacement}”")
  private static let delete = LocalizedText(zh: "删除“{match}”", en: "delete “{match}”")
  private static let insert = LocalizedText(zh: "加上“{replacement}”", en: "insert “{replacement}”")
}

/// What stands in place of a match, ready to be asked.
private enum ReplacementText {
  case template(ReplacementTemplate)
  case table([String: String])

  /// What should stand at `place`; what is in no table stays as it is.
  func text(for match: Match, at place: TextRange, in source: SourceText) -> String {
    switch self {
    case .template(let template): template.text(for: match, in: source)
    case .table(let table): table[source[place]] ?? source[place]
    }
  }
}

/// A replacement with fields for the groups of a match: `{a}，{b}`; `{{` and `}}` stand for braces.
struct ReplacementTemplate: Sendable {
  private enum Piece {
    case literal(String)
    case group(String)
  }

  private let pieces: [Piece]

  /// - Throws: ``OptionError`` when a brace stands alone or a field is no group.
  init(_ template: String, groups: Set<String>) throws(OptionError) {
    var pieces: [Piece] = []
    var literal = ""
    var rest = template.unicodeScalars[...]
    while let first = rest.popFirst() {
      switch first {
      case "{" where rest.first == first, "}" where rest.first == first:
        literal.unicodeScalars.append(first)
        rest.removeFirst()
      case "{":
        guard let end = rest.firstIndex(of: "}") else { throw Self.loneBrace }
        let name = String(rest[..<end])
        guard groups.contains(name) else {
          throw .unknownGroup(name, key: ReplaceRule.Options.CodingKeys.replacement.rawValue, known: groups)
        }
        pieces += [.literal(literal), .group(name)]
        literal = ""
        rest = rest[end...].dropFirst()
      case "}": throw Self.loneBrace
      default: literal.unicodeScalars.append(first)
      }
    }
    self.pieces = pieces + [.literal(literal)]
  }

  /// The replacement for `match`; a group that took no part is empty.
  func text(for match: Match, in source: SourceText) -> String {
    pieces.reduce(into: "") { text, piece in
      switch piece {
      case .literal(let literal): text += literal
      case .group(let name): text += match.range(of: name).map { source[$0] } ?? ""
      }
    }
  }

  private static let loneBrace = OptionError(
    ReplaceRule.Options.CodingKeys.replacement.rawValue, zh: "花括号不成对；要写花括号本身，写两个",
    en: "a brace without its partner; write {{ or }} for a brace")
}
