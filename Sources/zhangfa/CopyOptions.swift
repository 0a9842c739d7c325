import ArgumentParser
import Diagnostics
import Linting

/// `--annotate` and `--track-changes`.
struct CopyOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Write what is found into copies of Word drafts, as comments on the very words: draft.docx gets draft.核稿.docx beside it.",
      discussion: "--output names another file, or for several drafts a folder. With --fix, fixes are tracked changes.")
  )
  var annotate = false

  @Flag(
    help: "Write safe fixes of Word drafts into these copies as tracked changes; the same as --annotate with --fix.")
  var trackChanges = false

  /// Whether the run writes annotated copies.
  var isWanted: Bool { annotate || trackChanges }

  /// Returns the task for copies of Word drafts.
  func task(_ linter: Linter, _ fixes: FixOptions, in language: Language) -> CopyWriter.Task {
    let fixing: WordReview.Fixing =
      if trackChanges || annotate && fixes.fix {
        .tracked(upTo: fixes.limit)
      } else {
        fixes.fix ? .plain(upTo: fixes.limit) : .none
      }
    return CopyWriter.Task(
      linter: linter, fixing: fixing, comments: isWanted, isListing: !fixes.quiet, language: language)
  }
}
