import ArgumentParser
import Comparison
import Diagnostics
import DraftOutline
import DraftText
import Linting
import Reporting
import RuleEngine
import RuleFiles
import ShippedRules
import SystemPackage

/// `zhangfa learn FOLDER`: learns what past documents have in common, and writes it as a profile for review.
struct Learn: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn",
    abstract: "Learn parts, headings, names and words from past documents, as YAML for review.",
    discussion: """
      Without --output, print what was learned and write no files. To check the files that --output writes, run \
      “zhangfa test” on them.

      Exit status: 0 if something was learned, 2 if nothing could be learned or a file already exists.
      """)

  @Argument(
    help: ArgumentHelp("Documents, or folders to search for documents.", valueName: "path"), completion: .drafts)
  var paths: [String]

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write a profile and a .zhangfa.yaml to this folder.", valueName: "dir"),
    completion: .directory)
  var output: String?

  @Option(help: ArgumentHelp("Use this id for the profile.", valueName: "name"))
  var id = "our-own"

  @Option(help: "Write the report in this format.")
  var format: ComparisonFormat = .text

  @OptionGroup var profileOption: ProfileOption
  @OptionGroup var common: CommonOptions

  func validate() throws {
    try refuse(paths.contains("-"), "learn reads files, not standard input")
    try refuse(id.wholeMatch(of: /[a-z0-9-]+/) == nil, "--id takes small letters, digits and hyphens")
  }

  func run() throws {
    try common.run { setup in
      let sources = try read(setup)
      let ruleSet = try setup.ruleSet()
      let linter = try linter(ruleSet)
      let known = ruleSet.sharedParts
      var drafts: [PastDraft] = []
      for (path, source) in sources {
        drafts.append(try PastDraft(path: path, source: source, by: linter, parts: known))
      }
      let definitions = Dictionary(ruleSet.textClasses.map { ($0.id.name, $0.node) }) { first, _ in first }
      let learned = LearnedProfile(drafts, known: known) { definitions["profiles/\($0.id)/\($1.name)"] }
      guard let profile = learned else {
        throw Failure(zh: "没有可以学习的文稿", en: "there are no documents to learn from")
      }
      let words = LearnedWords(profile.drafts)
      var files = LearnedFiles(profile, words, id: id)
      files.refused = try failingExamples(of: files, setup)
      let agreement = try agreement(of: files, with: linter, on: sources, profile, setup)
      let written = try output.map { try write(files.files, to: FilePath(native: $0)) } ?? []
      try LearnReport(
        profile: profile, words: words, agreement: agreement, written: written, language: setup.language
      ).write(as: format)
    }
  }

  private func linter(_ ruleSet: RuleSet) throws -> Linter {
    var settings = FileSettings()
    if let profile = profileOption.profile, profile != "auto" {
      settings.profile = Setting(value: profile, origin: "--profile")
    }
    return try Linter(ruleSet, selection: .all, settings: settings)
  }

  private func read(_ setup: Setup) throws -> [(path: String, source: SourceText)] {
    let inputs = try DraftInput.inputs(paths: paths, skipping: setup.exclusions(), language: setup.language)
    var sources: [(path: String, source: SourceText)] = []
    var hasFailed = false
    for input in inputs {
      do throws(DraftError) {
        sources.append((input.path.string, try input.read()))
      } catch {
        let failure = input.report(error)
        hasFailed = hasFailed || !failure.isSkipped
        StandardStream.writeError(failure.line(in: setup.language))
      }
    }
    if hasFailed { throw ExitStatus.failed }
    return sources
  }

  // MARK: Proof

  private func ruleSet(with files: LearnedFiles, _ setup: Setup) throws -> RuleSet {
    let contents = files.files.map { (path: $0.path, bytes: Array($0.text.utf8)) }
    return try setup.ruleSet(with: RuleFolder(path: output ?? id, files: contents))
  }

  private func failingExamples(of files: LearnedFiles, _ setup: Setup) throws -> Set<String> {
    let ruleSet = try ruleSet(with: files, setup)
    let run = ExampleRun(ruleSet)
    let own = ruleSet.textClasses.filter { $0.id.name == "profiles/\(id)" }
    return Set(own.flatMap(run.failures).map(\.example.value))
  }

  /// Returns the number of documents in which the learned profile leads to the same findings as the shipped one.
  private func agreement(
    of files: LearnedFiles, with linter: Linter, on sources: [(path: String, source: SourceText)],
    _ profile: LearnedProfile, _ setup: Setup
  ) throws -> Int {
    let learned = try self.linter(ruleSet(with: files, setup))
    let learnedPaths = Set(profile.drafts.map(\.path))
    return try sources.filter { learnedPaths.contains($0.path) }.count { _, source in
      let (old, new) = (try linter.lint(source).diagnostics, try learned.lint(source).diagnostics)
      return old.elementsEqual(new) { ($0.ruleID, $0.range) == ($1.ruleID, $1.range) }
    }
  }

  // MARK: Files

  /// Returns the paths of the written files.
  private func write(_ files: [LearnedFiles.File], to folder: FilePath) throws -> [FilePath] {
    let places = files.map { (path: folder.pushing(FilePath($0.path)), file: $0) }
    // If one of the files exists, nothing is written.
    for place in places where (try? place.path.stat(followTargetSymlink: false)) != nil { throw exists(place.path) }
    for (path, file) in places {
      do throws(WritingFault) {
        try PendingFile.makeFolders(path.removingLastComponent())
        try PendingFile.create(path, holding: Array(file.text.utf8))
      } catch .system(.fileExists) {
        throw exists(path)
      } catch {
        throw Failure.unwritable(path.string, error)
      }
    }
    return places.map(\.path)
  }

  private func exists(_ path: FilePath) -> Failure {
    Failure(zh: "\(path) 已经存在，没有写", en: "\(path) is there already; nothing was written")
  }
}
