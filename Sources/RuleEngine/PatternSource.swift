import DraftText

/// A pattern as a rule file has it: one expression, or a list of alternatives.
package struct PatternSource: Sendable, Decodable {
  /// One expression and where it stands.
  struct Expression: Sendable {
    let text: String
    /// The place in the rule file; nil for an expression that does not come from one.
    let position: LinePosition?
  }

  /// The alternatives with their places.
  let expressions: [Expression]

  /// The alternatives; never empty when read from a rule file.
  package var alternatives: [String] { expressions.map(\.text) }

  /// The names of the groups of all alternatives.
  var groupNames: Set<String> {
    expressions.reduce(into: []) { $0.formUnion(PatternSyntax($1.text).groupNames) }
  }

  /// Takes expressions that stand in no rule file.
  package init(_ alternatives: String...) {
    self.init(expressions: alternatives.map { Expression(text: $0, position: nil) })
  }

  init(expressions: [Expression]) { self.expressions = expressions }

  package init(from decoder: any Decoder) throws {
    guard let decoder = decoder as? NodeDecoder else {
      let container = try decoder.singleValueContainer()
      let texts = try (try? container.decode(String.self)).map { [$0] } ?? container.decode([String].self)
      expressions = texts.map { Expression(text: $0, position: nil) }
      return
    }
    if case .sequence(let nodes) = decoder.node.content {
      guard !nodes.isEmpty else {
        throw NodeError(
          .init(zh: "列表是空的，至少要有一个模式", en: "the list is empty; it needs at least one pattern"),
          at: decoder.node.position)
      }
      expressions = try nodes.map(Self.expression)
    } else {
      expressions = [try Self.expression(decoder.node)]
    }
  }

  private static func expression(_ node: DataNode) throws(NodeError) -> Expression {
    Expression(text: try node.text(), position: node.position)
  }
}
