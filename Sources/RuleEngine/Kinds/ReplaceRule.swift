import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// `kind: replace`: finds text that must not be in a draft, and replaces it.
///
/// Fields of the message: `{match}`, `{replacement}` and the named groups of the pattern. If the group `sure` takes
/// part in a match, the fix is safe whatever `applicability` is.
struct ReplaceRule: DocumentRule {
  struct Options: RuleOptions {
    enum CodingKeys: String, CodingKey, CaseIterable {
      case pattern, unless, scope, mark, replacement, also, applicability
    }

    /// The text that must not be in a draft. It can be left out if `replacement` is a table: then it is any word of the
    /// table.
    var pattern: PatternSource?
    /// Matches of `pattern` that overlap a match of this are correct.
    var unless: PatternSource?
    /// The places where the text must not be.
    var scope: Scope?
    /// The group that is reported and replaced instead of the whole match.
    var mark: String?
    /// The replacement.
    let replacement: Replacement
    /// Other groups that the same fix replaces, with their replacements: the second half of a pair.
    var also: [String: String]?
    /// The applicability of the fix; `unsafe` by default.
    var applicability: Fix.Applicability?
  }

  /// The replacement of a match.
  enum Replacement: Decodable, Sendable {
    /// A text with `{group}` fields; empty to delete.
    case template(String)
    /// A replacement for each text that can be replaced.
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
            zh: "替换的文字太长，最多 \(Self.byteLimit) 字节：\(text.excerpt)",
            en: "a replacement is longer than \(Self.byteLimit) bytes: \(text.excerpt)"), at: node.position)
      }
    }

    /// The longest replacement, in UTF-8 bytes: it is shown at every finding.
    private static let byteLimit = 4_000

    private var texts: [String] {
      switch self {
      case .template(let template): [template]
      case .table(let table): table.values.sorted()
      }
    }

    /// The words of a table.
    var words: [String]? {
      guard case .table(let table) = self else { return nil }
      return table.keys.sorted()
    }
  }

  static let kind = "replace"
  private static let sure = "sure"

  static func messageFields(_ options: Options) -> Set<String> {
    (options.pattern?.groupNames ?? []).union(["match", "replacement"])
  }

  let metadata: RuleMetadata
  private let search: PatternSearch
  private let replacement: ReplacementText
  private let also: [String: String]
  private let applicability: Fix.Applicability
  private let isSometimesSure: Bool

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    self.metadata = metadata
    guard let source = options.pattern ?? options.replacement.words.map(PatternSource.init(words:)) else {
      throw OptionError("replacement", zh: "没有 pattern，这里就要列出词语", en: "without pattern, this must be a table of words")
    }
    let pattern = try patterns.compile(source, unless: options.unless)
    let groups = pattern.groupNames
    also = options.also ?? [:]
    if let unknown = also.keys.sorted().first(where: { !groups.contains($0) }) {
      throw OptionError.unknownGroup(unknown, key: "also", known: groups)
    }
    search = try PatternSearch(
      pattern, hint: options.unless.map { _ in try patterns.compile(source) }, scope: options.scope,
      mark: options.mark, message: metadata.message)
    replacement = try ReplacementText(options.replacement, groups: groups)
    applicability = options.applicability ?? .unsafe
    isSometimesSure = groups.contains(Self.sure)
  }

  var fixes: Fix.Applicability? { isSometimesSure ? .safe : applicability }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    let findings = try search.findings(metadata, in: document) { match, place, fields in
      let text = replacement.text(for: match, at: place, in: document.source)
      fields["replacement"] = LocalizedText(verbatim: text)
      // A fix that changes nothing would be applied again and again.
      return text == document.source[place] ? nil : fix(of: match, at: place, to: text, fields)
    }
    return search.scope == .headings ? document.withHabitsAsGuesses(findings) : findings
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

/// A replacement, prepared for use.
private enum ReplacementText {
  /// A text with fields for the groups of the match: `{a}，{b}`; `{{` and `}}` stand for braces.
  case template([Piece])
  case table([String: String])

  enum Piece {
    case literal(String)
    case group(String)
  }

  init(_ replacement: ReplaceRule.Replacement, groups: Set<String>) throws(OptionError) {
    switch replacement {
    case .template(let template): self = .template(try Self.pieces(of: template, groups: groups))
    case .table(let table): self = .table(table)
    }
  }

  /// Returns the replacement at `place`; a text that is in no table stays, and a group that took no part is empty.
  func text(for match: Match, at place: TextRange, in source: SourceText) -> String {
    switch self {
    case .table(let table): return table[source[place]] ?? source[place]
    case .template(let pieces):
      return pieces.reduce(into: "") { text, piece in
        switch piece {
        case .literal(let literal): text += literal
        case .group(let name): text += match.range(of: name).map { source[$0] } ?? ""
        }
      }
    }
  }

  /// - Throws: ``OptionError`` if a brace has no partner or a field is not a group.
  private static func pieces(of template: String, groups: Set<String>) throws(OptionError) -> [Piece] {
    var pieces: [Piece] = []
    var literal = ""
    var rest = template.unicodeScalars[...]
    while let first = rest.popFirst() {
      switch first {
      case "{" where rest.first == first, "}" where rest.first == first:
        literal.unicodeScalars.append(first)
        rest.removeFirst()
      case "{":
        guard let end = rest.firstIndex(of: "}") else { throw loneBrace }
        let name = String(rest[..<end])
        guard groups.contains(name) else { throw .unknownGroup(name, key: "replacement", known: groups) }
        pieces += [.literal(literal), .group(name)]
        literal = ""
        rest = rest[end...].dropFirst()
      case "}": throw loneBrace
      default: literal.unicodeScalars.append(first)
      }
    }
    return pieces + [.literal(literal)]
  }

  private static let loneBrace = OptionError(
    "replacement", zh: "花括号不成对；要写花括号本身，写两个", en: "a brace without its partner; write {{ or }} for a brace")
}

extension PatternSource {
  /// Matches any of `words`, the longest that fits. Words that begin alike are grouped, so that one test tells whether
  /// one of them can begin at a place.
  fileprivate init(words: [String]) {
    let byFirst = Dictionary(grouping: words.map(\.unicodeScalars).filter { !$0.isEmpty }) { $0[$0.startIndex] }
    let branches = byFirst.sorted { $0.key < $1.key }.map { first, words in
      let rests = words.map { $0.dropFirst() }.sorted { $0.count > $1.count }
      return Self.literal([first]) + "(?:" + rests.map { Self.literal($0) }.joined(separator: "|") + ")"
    }
    self.init(branches.joined(separator: "|"))
  }

  private static func literal(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    scalars.map { "\\x{\(String($0.value, radix: 16))}" }.joined()
  }
}
