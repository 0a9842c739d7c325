import Diagnostics
import DraftText
import WordMarkup
import WordText

/// Marks up a copy of a Word document with the findings in it.
package struct WordReview: Sendable {
  /// A copy and the result of checking it.
  package struct Copy: Sendable {
    /// The bytes of the copy.
    package let bytes: [UInt8]
    /// The text of the draft.
    package let original: SourceText
    /// The result of checking the draft after the fixes.
    package let result: Linter.Result
    /// The fixes that were made; nil where no fixing was wanted.
    package let fixes: Fixer.Result?
    /// The number of comments and of changes in the copy.
    package let comments, changes: Int
    /// Whether the draft has a signature, which the copy loses.
    package let losesSignature: Bool
  }

  private let linter: Linter
  /// The least safe fixes to make; nil to make none.
  private let limit: Fix.Applicability?
  /// Whether fixes become tracked changes, which can be accepted or rejected.
  private let isTracked: Bool
  /// Whether findings are written as comments. Otherwise, existing comments stay.
  private let comments: Bool
  private let language: Language
  private let reviewer: Reviewer

  /// Prepares to mark up documents.
  ///
  /// - Parameters:
  ///   - limit: The least safe fixes to make; nil to make none.
  ///   - isTracked: Whether fixes become tracked changes, which can be accepted or rejected.
  ///   - comments: Whether findings are written as comments. Otherwise, existing comments stay.
  ///   - language: The language of the comments.
  ///   - date: The time in UTC, to the second: `2021-06-30T08:00:00`.
  package init(
    _ linter: Linter, fixesUpTo limit: Fix.Applicability?, isTracked: Bool, comments: Bool, in language: Language,
    date: String
  ) {
    self.linter = linter
    self.limit = limit
    self.isTracked = isTracked
    self.comments = comments
    self.language = language
    reviewer = Reviewer(date: date)
  }

  /// Whether `bytes` are a copy that an earlier run has marked up.
  package static func isCopy(_ bytes: [UInt8]) -> Bool { (try? WordCopy(bytes))?.isOwnOutput ?? false }

  /// Marks up a copy of the document in `bytes`.
  package func copy(of bytes: [UInt8]) throws(DraftError) -> Copy {
    let word = try Result { () throws(DocumentFailure) in try WordCopy(bytes) }.mapError(DraftError.word).get()
    guard let limit else { return try mark(word, linter.lint(word.source)) }
    let fixes = try Fixer(linter.writingCopies, upTo: limit).fix(word.source, where: word.allows)
    guard fixes.ending != .endless, fixes.edits.allSatisfy({ word.allows($0.range, $0.replacement) }) else {
      return try mark(word, linter.lint(word.source))
    }
    // The remaining findings are for a person.
    return try mark(word, linter.lint(fixes.source), fixes)
  }

  private func mark(
    _ word: WordCopy, _ result: Linter.Result, _ fixes: Fixer.Result? = nil
  ) throws(DraftError) -> Copy {
    let edits = fixes?.edits ?? []
    let places = OriginalPlaces(edits, length: word.source.utf8.count)
    var notes: [WordNote]?
    if comments {
      let writer = NoteWriter(result, language)
      notes = result.diagnostics.map { finding in
        let (range, endsInNew) = places.range(finding.range)
        let text = writer.paragraphs(of: finding, isOnItsWords: word.canAttachComment(to: range))
        return WordNote(range, rule: finding.ruleID.name, text, takingInsertion: endsInNew)
      }
    }
    let marked = try Result { () throws(DocumentFailure) in
      try word.marked(notes: notes, changes: edits, isTracked: isTracked, by: reviewer)
    }.mapError(DraftError.word).get()
    return Copy(
      bytes: marked, original: word.source, result: result, fixes: fixes, comments: notes?.count ?? 0,
      changes: edits.count, losesSignature: word.isSigned)
  }
}
