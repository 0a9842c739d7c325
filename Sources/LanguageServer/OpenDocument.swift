import DraftText
import Linting
import RuleEngine
import SystemPackage

/// A text that is open in the editor, as it stands there.
final class OpenDocument {
  /// As the client names it, to the letter.
  let uri: String
  /// The file; nil for a text that has none yet.
  let path: FilePath?
  /// Whether it is checked: what is no draft is kept, since it may be the configuration.
  let isDraft: Bool
  /// As the client counts.
  private(set) var version: Int
  /// The text.
  private(set) var source: SourceText
  /// What was found in the text; nil where it was not checked since it has changed.
  var outcome: CheckOutcome?
  /// When it is to be checked, and when it would be at the latest; nil where nothing waits.
  private(set) var due: (next: ContinuousClock.Instant, last: ContinuousClock.Instant)?

  /// Languages of editors whose texts are drafts; others by the ending.
  private static let draftLanguages: Set<String> = ["", "markdown", "plaintext", "text"]
  /// However fast somebody types, something is said after so many times the pause that is waited for.
  private static let mostPauses = 10

  init(_ document: OpeningParams.Document) {
    uri = document.uri
    path = FilePath(uri: uri)
    version = document.version
    let ending = path?.extension?.lowercased() ?? ""
    let isKnown = DraftFormat.allCases.filter(\.isWritable).flatMap(\.endings).contains(ending)
    let format =
      isKnown ? DraftFormat(ending: ending) : document.languageId == "markdown" ? .markdown : DraftFormat.plainText
    let hasPlace = path != nil || uri.hasPrefix("untitled:")
    isDraft = hasPlace && (isKnown || Self.draftLanguages.contains(document.languageId))
    source = SourceText(document.text, format: format)
  }

  /// Whether it was not checked because of a broken file.
  var isMisguided: Bool { if case .misguided = outcome { true } else { false } }

  /// Makes the changes one after the other, as they were made in the editor.
  func apply(_ change: ChangeParams, _ encoding: PositionEncoding) {
    for change in change.contentChanges {
      let counted = CountedText(source: source, encoding: encoding)
      let range = change.range.map(counted.range) ?? source.range
      source = source.replacing([Edit(range, change.text)])
    }
    version = change.textDocument.version ?? version
    outcome = nil
  }

  /// Wants to be checked when nobody has typed for a `pause`.
  func postpone(by pause: Duration) {
    let now = ContinuousClock.now
    let last = due?.last ?? now + pause * Self.mostPauses
    due = (min(now + pause, last), last)
  }

  /// Remembers what was found.
  func settle(_ outcome: CheckOutcome) {
    self.outcome = outcome
    due = nil
  }
}
