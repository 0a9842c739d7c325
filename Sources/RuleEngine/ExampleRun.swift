import Diagnostics
import DraftOutline
import DraftText
import PatternMatching

/// An example of a rule in which the rule does not report what it should.
package struct ExampleFailure: Error, Hashable, Sendable {
  /// The form in which an example is read, so that positions are put to the test.
  package enum Form: String, CaseIterable, Sendable {
    /// As it stands in the rule file.
    case asWritten
    /// With CRLF at the line ends.
    case crlf
    /// Behind a line with a character outside the BMP, which is residue and so changes nothing for other rules.
    case behindAstralResidue

    fileprivate func apply(to text: String) -> String {
      switch self {
      case .asWritten: text
      case .crlf: text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
      case .behindAstralResidue: "<p title=\"𠮷\">\n" + text
      }
    }
  }

  /// The rule.
  package let ruleID: RuleID
  /// The example as the rule file has it.
  package let example: RuleExample
  /// How it was read.
  package let form: Form
  /// What should have been reported, marked in the text.
  package let expected: String
  /// What was reported, marked in the text; or what stopped the rule.
  package let actual: String

  /// The failure in words, with both texts.
  package func message(in language: Language) -> String {
    switch language {
    case .zh: "规则 \(ruleID) 的示例不符（\(form.rawValue)）\n  应为：\(expected)\n  实为：\(actual)"
    case .en: "example of rule \(ruleID) fails (\(form.rawValue))\n  expected: \(expected)\n  actual:   \(actual)"
    }
  }
}

/// Holds a rule against its own examples.
package struct ExampleRun {
  private let grammar: OutlineGrammar
  private let genres: [Genre]

  /// Reads examples by the grammar and the genres of `rules`.
  package init(_ rules: RuleSet) {
    grammar = rules.grammar
    genres = rules.genres
  }

  /// The examples of `rule` that fail, in every form in which they do.
  package func failures(of rule: any Rule) -> [ExampleFailure] {
    failures(of: rule) { text, genre throws(MatchError) in
      try Document(SourceText(text), grammar: grammar, genres: genres, genre: genre)
    }
  }

  /// The examples of `rule` that fail when `read` makes documents of them.
  func failures(
    of rule: any Rule, read: (_ text: String, _ genre: String?) throws(MatchError) -> Document
  ) -> [ExampleFailure] {
    let examples = rule.metadata.examples
    return (examples.bad + examples.good).flatMap { example in
      forms(for: rule).compactMap { failure(of: rule, example, $0, read) }
    }
  }

  private func forms(for rule: any Rule) -> [ExampleFailure.Form] {
    rule is ResidueRule ? [.asWritten, .crlf] : ExampleFailure.Form.allCases
  }

  private func failure(
    of rule: any Rule, _ example: RuleExample, _ form: ExampleFailure.Form,
    _ read: (String, String?) throws(MatchError) -> Document
  ) -> ExampleFailure? {
    let expectedText = form.apply(to: example.text)
    func failure(_ actual: String) -> ExampleFailure {
      ExampleFailure(ruleID: rule.metadata.id, example: example, form: form, expected: expectedText, actual: actual)
    }
    guard let expected = MarkedText(expectedText) else { return failure("⟦ ⟧ ?") }
    do {
      let document = try read(expected.text, example.profile)
      let ranges = try rule.check(document).map { document.reflowed.original(of: $0.range) }
      guard ranges.sorted() != expected.ranges.sorted() else { return nil }
      return failure(MarkedText(text: expected.text, ranges: ranges).marked)
    } catch {
      return failure(String(describing: error))
    }
  }
}
