import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// An example that fails: the rule does not report what the example expects.
package struct ExampleFailure: Error, Hashable, Sendable {
  /// The form in which an example is read; the other forms test the positions of findings.
  package enum Form: String, CaseIterable, Sendable {
    /// As written in the rule file.
    case asWritten
    /// With CRLF as line ends.
    case crlf
    /// After a line with a character outside the BMP; the line is residue, so other rules find nothing in it.
    case behindAstralResidue

    /// Returns `text` in this form, and the text that was put before it.
    fileprivate func apply(to text: String, format: DraftFormat) -> (text: String, prefix: String) {
      switch self {
      case .asWritten: return (text, "")
      case .crlf:
        return (text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n"), "")
      case .behindAstralResidue:
        // In Markdown a block of HTML ends with an empty line.
        let prefix = "<p title=\"𠮷\">\n" + (format.features.hasMarkdownMarks ? "\n" : "")
        return (prefix + text, prefix)
      }
    }
  }

  /// A place that was expected and not reported, or reported and not expected.
  package struct Place: Hashable, Sendable {
    /// The position in the text as read.
    package let position: LinePosition
    /// The text at this place.
    package let text: String
    /// The message of the finding; nil if there is none.
    package let message: Message?
  }

  /// The rule.
  package let ruleID: RuleID
  /// The example as the rule file has it.
  package let example: RuleExample
  /// The form in which it was read.
  package let form: Form
  /// The text with the expected places marked.
  package let expected: String
  /// The text with the reported places marked, or the error that stopped the rule.
  package let actual: String
  /// The places that were expected and not reported.
  package let missing: [Place]
  /// The places that were reported and not expected.
  package let unexpected: [Place]
  /// The error that stopped the rule; nil if there was none.
  package let stop: MatchError?
}

/// An example of a ``TextClass`` that fails.
package struct ClassFailure: Error, Sendable {
  /// The example.
  package let example: Located<String>
  /// Whether the text should belong to the class.
  package let isMember: Bool
  /// The profile for which a title is taken; nil if the example is of a part or phrase, or if there was an error.
  package let profile: Profile?
  /// The error that stopped the matching of a pattern; nil if there was none.
  package let stop: MatchError?
}

/// Runs rules and classes of texts on their own examples.
package struct ExampleRun {
  private let rules: RuleSet
  private let grammar: OutlineGrammar
  private let profiles: [Profile]

  /// Reads examples by the grammar and the profiles of `rules`.
  package init(_ rules: RuleSet) {
    self.rules = rules
    grammar = rules.grammar
    profiles = rules.profiles
  }

  /// Returns the examples of `rule` that fail, one failure for each form.
  package func failures(of rule: any Rule) -> [ExampleFailure] {
    let examples = rule.metadata.examples
    return (examples.bad + examples.good).flatMap { example in
      ExampleFailure.Form.allCases.compactMap { failure(of: rule, example, $0) }
    }
  }

  private func failure(
    of rule: any Rule, _ example: RuleExample, _ form: ExampleFailure.Form
  ) -> ExampleFailure? {
    let format = example.format ?? type(of: rule).exampleFormat
    let (expectedText, prefix) = form.apply(to: example.text, format: format)
    func failure(
      _ actual: String, missing: [ExampleFailure.Place] = [], unexpected: [ExampleFailure.Place] = [],
      stop: MatchError? = nil
    ) -> ExampleFailure {
      ExampleFailure(
        ruleID: rule.metadata.id, example: example, form: form, expected: expectedText, actual: actual,
        missing: missing, unexpected: unexpected, stop: stop)
    }
    guard let expected = MarkedText(expectedText) else { return failure("⟦ ⟧ ?") }
    do throws(MatchError) {
      let source = SourceText(expected.text, format: format)
      let document = try Document(source, grammar: grammar, profiles: profiles, profile: example.profile)
      let layout = example.layout?.layout(of: SourceText(expected.text), behind: prefix.count { $0 == "\n" })
      let found = try findings(of: RulesBySubject([rule]), in: document, layout, ReviewTraces(example: expected.text))
      var unexpected = found.filter { $0.range.start >= prefix.utf8.count }
      unexpected.sort { $0.range < $1.range }
      let ranges = unexpected.map(\.range)
      var missing: [TextRange] = []
      for range in expected.ranges.sorted() {
        if let match = unexpected.firstIndex(where: { $0.range == range }) {
          unexpected.remove(at: match)
        } else {
          missing.append(range)
        }
      }
      guard !missing.isEmpty || !unexpected.isEmpty else { return nil }
      return failure(
        MarkedText(text: expected.text, ranges: ranges).marked,
        missing: missing.map { .init($0, in: document.reflowed.original) },
        unexpected: unexpected.map { .init($0.range, in: document.reflowed.original, $0.message) })
    } catch {
      return failure(String(describing: error), stop: error)
    }
  }

  /// Returns the findings of `own`, the rule of an example, with ranges of the original draft.
  private func findings(
    of own: RulesBySubject, in document: Document, _ layout: Layout?, _ traces: ReviewTraces
  ) throws(MatchError) -> [Diagnostic] {
    var found = try findings(of: own.document, in: document) + own.review.flatMap { $0.findings(of: traces) }
    if let layout { for rule in own.layout { found += try rule.findings(of: layout, in: document) } }
    guard !own.suppression.isEmpty else { return found }
    // The faults of suppression comments are known only after all rules have checked the draft.
    let others = try findings(of: RulesBySubject(rules.rules).document, in: document)
    let ids = rules.rules.map(\.metadata.id)
    let faults = Suppression(document, rules: ids).unsuppressed(others, checked: Set(ids)).faults
    return found + own.suppression.flatMap { $0.findings(of: faults) }
  }

  private func findings(of rules: [any DocumentRule], in document: Document) throws(MatchError) -> [Diagnostic] {
    let scalars = ScalarSet(utf8: document.source.utf8)
    var found: [Diagnostic] = []
    for rule in rules { found += try rule.findings(in: document, holding: scalars) }
    return found.map { $0.moved(to: document.reflowed) }
  }

  /// Returns the examples of a class of texts that fail.
  package func failures(of textClass: TextClass) -> [ClassFailure] {
    let examples = textClass.examples
    return examples.members.compactMap { failure(of: textClass, $0, isMember: true) }
      + examples.others.compactMap { failure(of: textClass, $0, isMember: false) }
  }

  private func failure(of textClass: TextClass, _ example: Located<String>, isMember: Bool) -> ClassFailure? {
    do throws(MatchError) {
      var profile: Profile?
      let belongs: Bool
      switch textClass.subject {
      case .profile(let named):
        let read = try Document(SourceText(example.value + "\n"), grammar: grammar, profiles: profiles).profile
        (profile, belongs) = (read, read.id == named.id)
      case .part(let part): belongs = try part.isNamed(by: example.value, year: nil)
      case .phrase(let pattern): belongs = try pattern.firstMatch(in: SourceText(example.value)) != nil
      }
      guard belongs != isMember else { return nil }
      return ClassFailure(example: example, isMember: isMember, profile: profile, stop: nil)
    } catch {
      return ClassFailure(example: example, isMember: isMember, profile: nil, stop: error)
    }
  }
}

extension ExampleFailure.Place {
  fileprivate init(_ range: TextRange, in source: SourceText, _ message: Message? = nil) {
    self.init(position: source.lines.position(at: range.start), text: source[range], message: message)
  }
}
