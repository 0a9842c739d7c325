/// A section of the manual that is not made from the help of the commands.
struct ManualSection {
  /// A term and its description.
  struct Item {
    let term, text: String

    init(_ term: String, _ text: String) {
      self.term = term
      self.text = text
    }
  }

  let title: String
  var text = ""
  var items: [Item] = []
  /// Command lines and their descriptions.
  var examples: [Item] = []

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
        zhangfa reads drafts of Chinese office documents (Word, or plain text and Markdown in UTF-8, UTF-16 or GB18030), finds \
        their outline, holds it against rules and reports what is wrong, as a compiler does. Nothing leaves the machine.

        “zhangfa draft.txt” is short for “zhangfa check draft.txt”; without a path the current folder is checked. In \
        folders drafts are looked for whose names end with .txt, .md or .docx. Hidden files and folders are passed over, \
        and in a git repository those that git ignores; links to folders are not followed. What is named itself is \
        checked all the same (but with --force-exclude), and nothing is checked twice.
        """)
  ]

  /// The sections after the commands.
  static let afterCommands = [exitStatus, environment, files, examples, seeAlso]

  private static let exitStatus = ManualSection(
    title: "EXIT STATUS",
    items: [
      Item("0", "Nothing was found at or above the severity of --fail-on."),
      Item(
        "1",
        "Something was; for --diff, something would change; for “zhangfa test”, an example failed; for “zhangfa "
          + "compare”, something was not brought up to date."),
      Item(
        "2",
        "The run could not be done as asked: no such file, a draft that cannot be read, a bad rule, a bad option. The "
          + "other drafts are checked all the same."),
    ])

  private static let environment = ManualSection(
    title: "ENVIRONMENT",
    items: [
      Item("LC_ALL, LC_MESSAGES, LANG", "The first that is set decides the language: Chinese for zh..., else English."),
      Item("NO_COLOR", "Where it is set, reports are not coloured unless --color asks for it."),
      Item("TERM", "“dumb” stands for a terminal without colours and without a progress line."),
      Item("COLUMNS", "The width of the report where it does not go to a terminal."),
      Item("CI", "Where it is set, there is no progress line."),
      Item(
        "GITHUB_WORKSPACE, CI_PROJECT_DIR",
        "The folder that paths start from in sarif, github and gitlab; else it is the current one."),
      Item("SOURCE_DATE_EPOCH", "The date of a JUnit report, in seconds since 1970."),
      Item(
        "HOME, XDG_CONFIG_HOME, GIT_CONFIG_GLOBAL",
        "Where git keeps the user's settings, of which core.excludesFile is read, and zhangfa those under FILES."),
    ])

  private static let files = ManualSection(
    title: "FILES",
    items: [
      Item(
        ".zhangfa.yaml",
        "The configuration of the drafts in its folder and below, up to the root of a repository; the nearest one holds. "
          + "“zhangfa schema configuration” says what may stand in it."),
      Item(
        "$XDG_CONFIG_HOME/zhangfa/trust.yaml",
        "Folders of rules whose fixes may be safe: “rules: [~/our-rules]”. Nobody else may be able to write to it."),
      Item(".gitignore, .git/info/exclude", "What a walk through folders passes over; see gitignore(5)."),
      Item(
        "$XDG_CONFIG_HOME/git/ignore", "The same for all repositories, where core.excludesFile names no other file."),
    ])

  private static let examples = ManualSection(
    title: "EXAMPLES",
    examples: [
      Item("zhangfa draft.txt", "Check a draft:"),
      Item("zhangfa drafts/ --fail-on warning", "Check all drafts in a folder; fail on warnings too:"),
      Item("zhangfa - --stdin-filename draft.md < draft.md", "Check standard input:"),
      Item(
        "git diff --cached --name-only -z --diff-filter=ACMR -- '*.txt' '*.md' '*.docx' | zhangfa --files-from -",
        "Check what is about to be committed:"),
      Item(
        "zhangfa drafts/ --select numbering,parts/missing --ignore numbering/lone",
        "Use some rules only:"),
      Item("zhangfa drafts/ --format sarif --output zhangfa.sarif", "Write a report for GitHub code scanning:"),
      Item("zhangfa explain numbering/gap --lang zh", "Say what a rule is for, in Chinese:"),
      Item("zhangfa compare 2022.docx 2023.docx", "Say what of last year's draft was not brought up to date:"),
      Item("zhangfa recheck draft.docx revised.docx", "Say which findings were put right:"),
      Item("zhangfa learn drafts/ --output our-rules/", "Learn a profile from past documents:"),
      Item("zhangfa drafts/ --rules our-rules/ --timing --output report.txt", "Say what each rule costs:"),
      Item("zhangfa test our-rules/ --verbose", "Run the examples in rule files of one's own:"),
    ])

  private static let seeAlso = ManualSection(title: "SEE ALSO", text: "gitignore(5), pcre2pattern(3)")
}
