import Diagnostics
import DraftText
import WordMarkup
import WordText

/// Marks up a copy of a Word document with the findings in it.
package struct WordReview: Sendable {
  /// The treatment of fixes.
  package enum Fixing: Sendable {
    /// Fixes are not applied.
    case none
    /// Fixes become tracked changes, which can be accepted or rejected.
    case tracked(upTo: Fix.Applicability)
    /// Fixes are applied without tracking.
    case plain(upTo: Fix.Applicability)

    fileprivate var limit: Fix.Applicability? {
      switch self {
      case .none: nil
      case .tracked(let limit), .plain(let limit): limit
      }
    }

    fileprivate var isTracked: Bool {
      if case .plain = self { false } else { true }
    }
  }

  /// A copy and the result of checking it.
  package struct Copy: Sendable {
    /// The bytes of the copy.
    package let bytes: [UInt8]
    /// The text of the draft.
    package let original: SourceText
    /// The text after the fixes.
    package let source: SourceText
    /// The result of checking ``source``.
    package let result: Linter.Result
    /// The fixes that were made; nil where no fixing was wanted.
    package let fixes: Fixer.Result?
    /// The number of comments and of changes in the copy.
    package let comments, changes: Int
    /// Whether the draft has a signature, which the copy loses.
    package let losesSignature: Bool
  }

  private let linter: Linter
  private let fixing: Fixing
  /// Whether findings are written as comments. Otherwise, existing comments stay.
  private let comments: Bool
  private let language: Language
  private let reviewer: Reviewer

  /// Prepares to mark up documents.
  ///
  /// - Parameters:
  ///   - language: The language of the comments.
  ///   - date: The time in UTC, to the second: `2021-06-30T08:00:00`.
  package init(_ linter: Linter, fixing: Fixing, comments: Bool, in language: Language, date: String) {
    self.linter = linter
    self.fixing = fixing
    self.comments = comments
    self.language = language
    reviewer = Reviewer(date: date)
  }

  /// Whether `bytes` are a copy that an earlier run has marked up.
  package static func isCopy(_ bytes: [UInt8]) -> Bool { (try? WordCopy(bytes))?.isOwnOutput ?? false }

  /// Marks up a copy of the document in `bytes`.
  package func copy(of bytes: [UInt8]) throws(DraftError) -> Copy {
    let word: WordCopy
    do throws(DocumentFailure) {
      word = try WordCopy(bytes)
    } catch {
      throw .word(error)
    }
    guard let limit = fixing.limit else { return try mark(word, word.source, linter.lint(word.source)) }
    let fixes = try Fixer(linter.writingCopies, upTo: limit).fix(word.source, where: word.allows)
    var edited = EditedText(of: word.source)
    for pass in fixes.passes { edited.apply(pass.sortedEdits) }
    let edits = edited.edits
    guard fixes.ending != .endless, edits.allSatisfy({ word.allows($0.range, $0.replacement) }) else {
      return try mark(word, word.source, linter.lint(word.source))
    }
    // The remaining findings are for a person.
    return try mark(word, fixes.source, linter.lint(fixes.source), edits, fixes)
  }

  private func mark(
    _ word: WordCopy, _ source: SourceText, _ result: Linter.Result, _ edits: [Edit] = [], _ fixes: Fixer.Result? = nil
  ) throws(DraftError) -> Copy {
    let places = OriginalPlaces(edits, length: word.source.utf8.count)
    var notes: [WordNote]?
    if comments {
      let writer = NoteWriter(source, result, language)
      notes = result.diagnostics.map { finding in
        let (range, endsInNew) = places.range(finding.range)
        let text = writer.paragraphs(of: finding, isOnItsWords: word.canAttachComment(to: range))
        return WordNote(range, rule: finding.ruleID.name, text, takingInsertion: endsInNew)
      }
    }
    do throws(DocumentFailure) {
      let bytes = try word.marked(
        notes: notes, changes: edits, isTracked: fixing.isTracked, by: reviewer)
      return Copy(
        bytes: bytes, original: word.source, source: source, result: result, fixes: fixes, comments: notes?.count ?? 0,
        changes: edits.count, losesSignature: word.isSigned)
    } catch {
      throw .word(error)
    }
  }
}
