import Diagnostics
import Linting

/// Writes the copy of one Word draft.
struct CopyWriter: Sendable {
  /// The work on a Word draft.
  struct Task {
    let linter: Linter
    let fixing: WordReview.Fixing
    let comments: Bool
    /// Whether the report lists the changes.
    let isListing: Bool
    /// The language of the comments.
    let language: Language
  }

  let linter: Linter
  let review: WordReview
  let place: CopyPlace
  let isListing: Bool

  init(_ task: Task, _ place: CopyPlace) {
    linter = task.linter
    review = WordReview(
      task.linter, fixing: task.fixing, comments: task.comments, in: task.language, date: Environment.startTime)
    isListing = task.isListing
    self.place = place
  }

  /// Returns the message about a written copy.
  func message(of copy: WordReview.Copy) -> LocalizedText {
    let signature =
      copy.losesSignature
      ? LocalizedText(zh: "；文稿有数字签名，副本里不再有效", en: "; the draft is signed, the copy no longer")
      : LocalizedText(verbatim: "")
    return LocalizedText(
      zh: "已写 \(place.path)，批注 \(copy.comments) 条，改动 \(copy.changes) 处" + signature.zh,
      en: "wrote \(place.path): \(counted(copy.comments, "comment")), \(counted(copy.changes, "change"))"
        + signature.en)
  }
}
