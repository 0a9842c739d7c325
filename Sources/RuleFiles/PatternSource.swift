import DraftText
import PatternMatching

/// A pattern as a rule file has it: one expression, or a list of alternatives.
package struct PatternSource: Sendable, Decodable {
  /// One expression and where it stands.
  package struct Expression: Sendable {
    package let text: String
    /// The place in the rule file; the first for an expression that does not come from one.
    package var position = LinePosition(line: 1, column: 1)
  }

  /// The alternatives with their places.
  package let expressions: [Expression]

  /// The alternatives; never empty when read from a rule file.
  package var alternatives: [String] { expressions.map(\.text) }

  /// The names of the groups of all alternatives.
  package var groupNames: Set<String> {
    expressions.reduce(into: []) { $0.formUnion(PatternSyntax($1.text).groupNames) }
  }

  /// Takes expressions that stand in no rule file.
  package init(_ alternatives: String...) { self.init(expressions: alternatives.map { Expression(text: $0) }) }

  package init(expressions: [Expression]) { self.expressions = expressions }

  package init(from decoder: any Decoder) throws {
    let node = try decoder.node
    guard case .sequence(let nodes) = node.content else {
      expressions = [Expression(text: try node.text(), position: node.position)]
      return
    }
    guard !nodes.isEmpty else {
      throw NodeError(
        .init(zh: "列表是空的，至少要有一个模式", en: "the list is empty; it needs at least one pattern"), at: node.position)
    }
    expressions = try nodes.map { Expression(text: try $0.text(), position: $0.position) }
  }
}

/// What can be told of an expression without compiling it: the groups it has and the sub-patterns it calls.
struct PatternSyntax: Sendable {
  /// A call of a sub-pattern by name: `(?&name)`, `(?P>name)`, `\g<name>`.
  struct Call: Sendable {
    let name: String
    /// Where the call stands, in UTF-8 bytes.
    let range: TextRange
  }

  let expression: String
  /// The calls of what is not a group of its own, from left to right.
  private(set) var calls: [Call] = []
  /// The names of its own groups.
  private(set) var groupNames: Set<String> = []
  /// Whether it has groups that capture, named or not.
  private(set) var captures = false
  /// Where it first refers to a group by its number, or to itself as a whole, in UTF-8 bytes.
  private(set) var numberedReference: Int?
  /// Whether `#` may begin a comment.
  private let hasComments: Bool

  /// Reads `expression`. What PCRE2 would not accept is passed over.
  init(_ expression: String) {
    self.expression = expression
    let text = SourceText(expression)
    hasComments =
      text.utf8.contains(UInt8(ascii: "#")) && (try? Self.extendedSyntax.firstMatch(in: text)) != nil
    // No expression that PCRE2 compiles is so long that reading it would fail.
    try? (hasComments ? Self.itemsBesideComments : Self.items).forEachMatch(in: text) { match in
      if let name = match.range(of: "call") {
        calls.append(Call(name: text[name], range: match.range))
      } else if let name = match.range(of: "group") {
        groupNames.insert(text[name])
        captures = true
      } else if match.range(of: "number") != nil {
        numberedReference = numberedReference ?? match.range.start
      } else {
        captures = true
      }
      return true
    }
    calls.removeAll { groupNames.contains($0.name) }
  }

  /// The expression with what must follow it so that what comes behind it is read as syntax: `\E` behind an open `\Q`, a line
  /// end behind a comment of `(?x)`; mostly nothing.
  var terminated: String {
    let mayEndInComment = hasComments && expression.utf8.reversed().prefix { $0 != 0x0A }.contains(UInt8(ascii: "#"))
    guard mayEndInComment || expression.utf8.contains(UInt8(ascii: "Q")) && expression.contains("\\Q") else {
      return expression
    }
    // Where nothing has to be ended, \E means nothing.
    let isEnded = (try? Pattern("(?:\(expression)\\E)" + stubs)) != nil
    return expression + (isEnded ? "\\E" : "\n")
  }

  /// A `(?(DEFINE)…)` that stands in for what the expression calls and can never be at fault.
  var stubs: String {
    let names = Set(calls.map(\.name)).sorted()
    return names.isEmpty ? "" : "(?^m)(?(DEFINE)\(names.map { "(?<\($0)>.)" }.joined()))"
  }

  /// `(?x)` and its like, with which `#` begins a comment.
  private static let extendedSyntax = Pattern(trusted: #"\(\?\^?[a-wyzA-Z]*x"#)
  private static let items = Pattern(trusted: "(?:\(literals))(*SKIP)(*FAIL)|\(tokens)")
  private static let itemsBesideComments = Pattern(trusted: "(?:\(literals)|#[^\r\n]*)(*SKIP)(*FAIL)|\(tokens)")

  /// Calls, names of groups, references by number, and groups that capture.
  private static let tokens = #"""
    (?x) \(\? (?: & | P> ) (?<call> [\p{L}_] [^)]* ) \)
    | \\g (?: < (?<call> [\p{L}_] [^>]* ) > | ' (?<call> [\p{L}_] [^']* ) ' )
    | \(\? (?: P?< (?! [=!*] ) | ' ) (?<group> [^>')]* )
    | (?<number> \\ (?: g\{? )? [1-9] | \\g [<'] [0-9] | \(\? (?: [1-9] | R\) | 0\) | \( [1-9] [^)]* \) ) )
    | \( (?! [?*] )
    """#

  /// What holds none of these: quoted text, other escapes, classes, comments, conditions.
  private static let literals = ##"""
    (?xs: \\Q .*? (?: \\E | \z )
    | \\ (?! g[<'] | (?: g\{? )? [1-9] ) .
    | \[ \^?+ \]?+ (?: \\Q .*? (?: \\E | \z ) | \\ . | \[: .*? :\] | [^\]] )*+ \]?
    | \(\?\# [^)]* \)?
    | \(\?\( (?! [1-9?*] ) [^)]* \)? )
    """##
}
