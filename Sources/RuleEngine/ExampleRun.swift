import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

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

    /// `text` in this form, and what then stands before it.
    fileprivate func apply(to text: String, format: DraftFormat) -> (text: String, prefix: String) {
      switch self {
      case .asWritten: return (text, "")
      case .crlf:
        return (text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n"), "")
      case .behindAstralResidue:
        // In Markdown a block of HTML ends with an empty line.
        let prefix = "<p title=\"𠮷\">\n" + (format == .markdown ? "\n" : "")
        return (prefix + text, prefix)
      }
    }
  }

  /// A place that should have been reported and was not, or the other way round.
  package struct Place: Hashable, Sendable {
    /// Where it is, in the text as it was read.
    package let position: LinePosition
    /// What stands there.
    package let text: String
    /// What the finding says; nil where there is none.
    package let message: Message?
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
  /// What should have been reported and was not.
  package let missing: [Place]
  /// What was reported and should not have been.
  package let unexpected: [Place]
  /// What stopped the rule, if something did.
  package let stop: MatchError?

  /// The failure in words, with both texts.
  package func message(in language: Language) -> String {
    switch language {
    case .zh: "规则 \(ruleID) 的示例不符（\(form.rawValue)）\n  应为：\(expected)\n  实为：\(actual)"
    case .en: "example of rule \(ruleID) fails (\(form.rawValue))\n  expected: \(expected)\n  actual:   \(actual)"
    }
  }
}

/// An example of a profile or a part that is not what its file says.
package struct NamingFailure: Error, Sendable {
  /// What an example turned out to be.
  package enum Actual: Sendable {
    /// A title of this profile.
    case profile(Profile)
    /// A heading of the part, though it should be none.
    case part
    /// A heading of something else.
    case noPart
    /// Nothing, because a pattern could not be matched.
    case stopped(MatchError)
  }

  /// The example.
  package let example: Located<String>
  /// Whether it should name the profile or part.
  package let shouldName: Bool
  /// What it is.
  package let actual: Actual
}

/// Holds a rule against its own examples.
package struct ExampleRun {
  private let rules: [any Rule]
  private let grammar: OutlineGrammar
  private let profiles: [Profile]

  /// Reads examples by the grammar and the profiles of `rules`.
  package init(_ rules: RuleSet) {
    self.rules = rules.rules
    grammar = rules.grammar
    profiles = rules.profiles
  }

  /// The examples of `rule` that fail, in every form in which they do.
  package func failures(of rule: any Rule) -> [ExampleFailure] {
    let usual = type(of: rule).exampleFormat
    return failures(of: rule) { text, example throws(MatchError) in
      let source = SourceText(text, format: example.format ?? usual)
      return try Document(source, grammar: grammar, profiles: profiles, profile: example.profile)
    }
  }

  /// The examples of `rule` that fail when `read` makes documents of them.
  func failures(
    of rule: any Rule, read: (_ text: String, _ example: RuleExample) throws(MatchError) -> Document
  ) -> [ExampleFailure] {
    let examples = rule.metadata.examples
    return (examples.bad + examples.good).flatMap { example in
      ExampleFailure.Form.allCases.compactMap { failure(of: rule, example, $0, read) }
    }
  }

  private func failure(
    of rule: any Rule, _ example: RuleExample, _ form: ExampleFailure.Form,
    _ read: (String, RuleExample) throws(MatchError) -> Document
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
      let document = try read(expected.text, example)
      var found = try findings(of: rule, in: document) + rule.findings(of: ReviewTraces(example: expected.text))
      if let layout = example.layout {
        let skipped = prefix.count { $0 == "\n" }
        found += try rule.findings(of: layout.layout(of: SourceText(expected.text), behind: skipped), in: document)
      }
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

  /// What `rule` finds, as places of the draft as it was written.
  private func findings(of rule: any Rule, in document: Document) throws(MatchError) -> [Diagnostic] {
    let scalars = ScalarSet(utf8: document.source.utf8)
    func check(_ rule: any Rule) throws(MatchError) -> [Diagnostic] {
      try rule.findings(in: document, holding: scalars).map { $0.moved(to: document.reflowed) }
    }
    guard !document.suppressionComments.isEmpty else { return try check(rule) }
    // What is wrong with comments that suppress shows when all rules have been held against the draft.
    var found: [Diagnostic] = []
    for other in rules { found += try check(other) }
    let held = rules.map(\.metadata.id)
    let faults = Suppression(document, rules: held).unsuppressed(found, held: Set(held)).faults
    return try check(rule) + rule.findings(of: faults)
  }

  /// The examples of a profile or a part that fail.
  package func failures(of naming: Naming) -> [NamingFailure] {
    let examples = naming.examples
    return examples.naming.compactMap { failure(of: naming, $0, shouldName: true) }
      + examples.notNaming.compactMap { failure(of: naming, $0, shouldName: false) }
  }

  private func failure(of naming: Naming, _ example: Located<String>, shouldName: Bool) -> NamingFailure? {
    let actual: NamingFailure.Actual
    let names: Bool
    do throws(MatchError) {
      switch naming.subject {
      case .profile(let profile):
        let read = try Document(SourceText(example.value + "\n"), grammar: grammar, profiles: profiles).profile
        (actual, names) = (.profile(read), read.id == profile.id)
      case .part(let part):
        names = try part.isNamed(by: example.value, year: nil)
        actual = names ? .part : .noPart
      }
    } catch {
      return NamingFailure(example: example, shouldName: shouldName, actual: .stopped(error))
    }
    return names == shouldName ? nil : NamingFailure(example: example, shouldName: shouldName, actual: actual)
  }
}

extension ExampleFailure.Place {
  fileprivate init(_ range: TextRange, in source: SourceText, _ message: Message? = nil) {
    self.init(position: source.lines.position(at: range.start), text: source[range], message: message)
  }
}
