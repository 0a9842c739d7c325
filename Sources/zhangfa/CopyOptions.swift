import ArgumentParser
import Diagnostics
import Linting

/// `--annotate` and `--track-changes`.
struct CopyOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      """
      Copy each Word draft, with the findings as comments on the words concerned: draft.docx to draft.核稿.docx in the \
      same folder.
      """,
      discussion: """
        Use --output to write to another file or, for several drafts, to a folder. With --fix, write fixes as tracked \
        changes.
        """)
  )
  var annotate = false

  @Flag(
    help: "Like --annotate, and write safe fixes to the copies as tracked changes; the same as --annotate with --fix.")
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
