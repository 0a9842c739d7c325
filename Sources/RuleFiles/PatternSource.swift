import DraftText

/// A pattern in a rule file: one expression, or a list of alternatives.
package struct PatternSource: Sendable, Decodable {
  /// One expression and its position.
  package struct Expression: Sendable {
    package let text: String
    /// The position in the rule file; line 1, column 1 for an expression from elsewhere.
    package var position = LinePosition(line: 1, column: 1)
  }

  /// The alternatives with their positions.
  package let expressions: [Expression]

  /// The alternatives; never empty when read from a rule file.
  package var alternatives: [String] { expressions.map(\.text) }

  /// The names of the groups of all alternatives.
  package var groupNames: Set<String> {
    expressions.reduce(into: []) { $0.formUnion(PatternSyntax($1.text).groupNames) }
  }

  /// Takes expressions that are in no rule file.
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
