import DraftText
import Linting
import RuleEngine
import SystemPackage

/// A text that is open in the editor, in its current version.
final class OpenDocument {
  /// The URI exactly as the client sent it.
  let uri: String
  /// The file; nil for a text that has none yet.
  let path: FilePath?
  /// Whether the text is checked. Other texts are kept, too, since one of them can be the configuration.
  let isDraft: Bool
  /// The version number of the client.
  private(set) var version: Int
  /// The text.
  private(set) var source: SourceText
  /// The result of the check; nil where the current text was not checked.
  var outcome: CheckOutcome?
  /// When the text is to be checked next, and when at the latest; nil where no check is due.
  private(set) var checkTimes: (next: ContinuousClock.Instant, last: ContinuousClock.Instant)?

  /// The language ids of drafts in editors. For other languages, the extension of the file name decides.
  private static let draftLanguages: Set<String> = ["", "markdown", "plaintext", "text"]
  /// However fast somebody types, the text is checked after this number of pauses.
  private static let mostPauses = 10

  init(_ document: OpeningParams.Document) {
    uri = document.uri
    path = FilePath(uri: uri)
    version = document.version
    let known = path?.lowercasedExtension.flatMap { name in
      DraftFormat.textExtensions.contains(name) ? DraftFormat(fileExtension: name) : nil
    }
    let hasPlace = path != nil || uri.hasPrefix("untitled:")
    isDraft = hasPlace && (known != nil || Self.draftLanguages.contains(document.languageId))
    source = SourceText(document.text, format: known ?? (document.languageId == "markdown" ? .markdown : .plainText))
  }

  /// Whether the check failed because of a broken configuration, rule file or baseline.
  var hasBrokenSettings: Bool { if case .brokenSettings = outcome { true } else { false } }

  /// Applies the changes in the order in which they were made in the editor.
  func apply(_ change: ChangeParams, _ encoding: PositionEncoding) {
    for change in change.contentChanges {
      let counted = CountedText(source: source, encoding: encoding)
      let range = change.range.map(counted.range) ?? source.range
      source = source.replacing([Edit(range, change.text)])
    }
    version = change.textDocument.version ?? version
    outcome = nil
  }

  /// Schedules a check for when nobody has typed for a `pause`.
  func postpone(by pause: Duration) {
    let now = ContinuousClock.now
    let last = checkTimes?.last ?? now + pause * Self.mostPauses
    checkTimes = (min(now + pause, last), last)
  }

  /// Stores the result of a check.
  func store(_ outcome: CheckOutcome) {
    self.outcome = outcome
    checkTimes = nil
  }
}
