/// A section of the manual that is not made from the help of the commands.
struct ManualSection {
  let title: String
  var text = ""
  /// Terms and their descriptions.
  var items: [(term: String, text: String)] = []
  /// Command lines and their descriptions.
  var examples: [(term: String, text: String)] = []

  /// The lines of the section.
  var roff: [String] {
    var lines = [".SH " + title] + Roff.paragraphs(text)
    for item in items { lines += [".TP", ".B " + Roff.text(item.term), Roff.text(item.text)] }
    for example in examples {
      lines += [".PP", Roff.text(example.text), ".PP", ".RS 4", ".EX", Roff.text(example.term), ".EE", ".RE"]
    }
    return lines
  }
}

extension ManualSection {
  /// The sections before the commands.
  static let beforeCommands = [
    ManualSection(
      title: "DESCRIPTION",
      text: """
        zhangfa reads drafts of Chinese office documents (Word, or plain text and Markdown in UTF-8, UTF-16 or \
        GB18030), finds their outline, checks it against rules and reports what is wrong, as a compiler does. Nothing \
        leaves the machine.

        “zhangfa draft.txt” is short for “zhangfa check draft.txt”. Without a path, zhangfa checks the current folder. \
        It searches folders for files with the extension .txt, .md or .docx and, with LibreOffice, .doc, .wps, .odt or \
        .rtf. It skips hidden files and folders and, in \
        a git repository, those that git ignores. It does not follow links to folders. Files that you name yourself \
        are checked even if a search would skip them (unless --force-exclude is given). No file is checked twice.
        """)
  ]

  /// The sections after the commands.
  static let afterCommands = [exitStatus, environment, files, examples, seeAlso]

  private static let exitStatus = ManualSection(
    title: "EXIT STATUS",
    items: [
      ("0", "Nothing was found at or above the severity of --fail-on."),
      (
        "1",
        "Something was found at or above it. For --diff: something at or above it (default: info) would change. For "
          + "--baseline-strict: an entry is gone. For “zhangfa test”: an example failed. For “zhangfa compare”: something "
          + "was not updated."
      ),
      (
        "2",
        "The run could not be completed as asked: a file does not exist, a draft cannot be read, a rule or an option "
          + "is invalid. The other drafts are still checked."
      ),
    ])

  private static let environment = ManualSection(
    title: "ENVIRONMENT",
    items: [
      (
        "LC_ALL, LC_MESSAGES, LANG",
        "The first one that is set selects the language: Chinese for zh..., otherwise English."
      ),
      ("NO_COLOR", "If set, reports are not coloured unless --color asks for it."),
      ("TERM", "If set to “dumb”, do not use colours or show a progress line."),
      ("COLUMNS", "The width of the report if it is not written to a terminal."),
      ("CI", "If set, do not show a progress line."),
      (
        "GITHUB_WORKSPACE, CI_PROJECT_DIR",
        "The folder that paths are relative to in sarif, github and gitlab. Default: the current folder."
      ),
      ("SOURCE_DATE_EPOCH", "The date of a JUnit report, in seconds since 1970."),
      (
        "HOME, XDG_CONFIG_HOME, GIT_CONFIG_GLOBAL",
        "Where to find the user's git settings (only core.excludesFile is read) and the zhangfa files under FILES."
      ),
    ])

  private static let files = ManualSection(
    title: "FILES",
    items: [
      (
        ".zhangfa.yaml",
        "The configuration of the drafts in its folder and below. zhangfa uses the nearest one in or above the folder "
          + "of a draft, up to the root of the repository. “zhangfa schema configuration” prints its JSON schema."
      ),
      (
        "$XDG_CONFIG_HOME/zhangfa/trust.yaml",
        "Trusted folders of rules, whose fixes may be safe: “rules: [~/our-rules]”. Nobody else may have write access "
          + "to this file."
      ),
      (".gitignore, .git/info/exclude", "Files and folders that a search skips; see gitignore(5)."),
      (
        "$XDG_CONFIG_HOME/git/ignore", "The same for all repositories, if core.excludesFile names no other file."
      ),
    ])

  private static let examples = ManualSection(
    title: "EXAMPLES",
    examples: [
      ("zhangfa draft.txt", "Check a draft:"),
      ("zhangfa drafts/ --fail-on warning", "Check all drafts in a folder; fail on warnings too:"),
      ("zhangfa - --stdin-filename draft.md < draft.md", "Check standard input:"),
      (
        "git diff --cached --name-only -z --diff-filter=ACMR -- '*.txt' '*.md' '*.docx' | zhangfa --files-from -",
        "Check the drafts that are about to be committed:"
      ),
      (
        "zhangfa drafts/ --select numbering,parts/missing --ignore numbering/lone",
        "Use only some rules:"
      ),
      ("zhangfa drafts/ --format sarif --output zhangfa.sarif", "Write a report for GitHub code scanning:"),
      ("zhangfa explain numbering/gap --lang zh", "Explain a rule in Chinese:"),
      ("zhangfa compare 2022.docx 2023.docx", "Report what was not updated since last year's draft:"),
      ("zhangfa recheck draft.docx revised.docx", "Report which findings were fixed:"),
      ("zhangfa learn drafts/ --output our-rules/", "Learn a profile from past documents:"),
      ("zhangfa drafts/ --rules our-rules/ --timing --output report.txt", "Print the processor time of each rule:"),
      ("zhangfa test our-rules/ --verbose", "Run the examples in your own rule files:"),
    ])

  private static let seeAlso = ManualSection(title: "SEE ALSO", text: "gitignore(5), pcre2pattern(3)")
}
