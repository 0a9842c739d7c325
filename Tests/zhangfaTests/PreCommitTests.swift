import Foundation
import TestSupport
import Testing

/// The hooks of `.pre-commit-hooks.yaml` in a real repository, by the real pre-commit and a real `git commit`.
///
/// pre-commit would build its own zhangfa; here it uses the existing program.
@Suite(.enabled(if: Repository.obstacle == nil, Comment(rawValue: Repository.obstacle ?? "")))
struct PreCommitTests {
  private let repository: Repository

  init() throws { repository = try Repository() }

  @Test func commitIsBlockedUntilTheDraftHasNoErrors() throws {
    try repository.write("捐款X元。\n", to: "稿件/年度 总结.txt")
    try repository.use("zhangfa")
    let blocked = try repository.commit()
    #expect(blocked.status == 1, "\(blocked)")
    #expect(blocked.error.contains("稿件/年度 总结.txt:1:3: error: "), "\(blocked)")
    try repository.write("捐款300元。\n", to: "稿件/年度 总结.txt")
    #expect(try repository.commit().status == 0)
  }

  @Test func onlyDraftsThatAreCommittedAreLookedAt() throws {
    try repository.write("捐款X元。\n", to: "旧稿.txt")
    try repository.write("捐款X元。\n", to: "a.csv")
    try repository.write("捐款300元。\n", to: "新稿.md")
    try repository.use("zhangfa")
    #expect(try repository.commit("新稿.md", "a.csv").status == 0)
  }

  @Test(arguments: [("warning", 1), ("error", 0), ("never", 0)])
  func failOnIsRespected(threshold: String, status: Int) throws {
    try repository.write("severity: {placeholder: warning}\n", to: ".zhangfa.yaml")
    try repository.write("捐款X元。\n", to: "a.txt")
    try repository.use("zhangfa", arguments: "[--fail-on, \(threshold)]")
    #expect(try repository.commit().status == status)
  }

  @Test func draftsThatTheConfigurationExcludesAreNotChecked() throws {
    try repository.write("exclude: [归档/]\n", to: ".zhangfa.yaml")
    try repository.write("捐款X元。\n", to: "归档/a.txt")
    try repository.use("zhangfa")
    #expect(try repository.commit().status == 0)
  }

  @Test func worksFromAnotherFolder() throws {
    try repository.write("捐款X元。\n", to: "稿件/发言/b.txt")
    try repository.use("zhangfa")
    let run = try repository.commit(in: "稿件/发言")
    #expect(run.status == 1)
    #expect(run.error.contains("稿件/发言/b.txt:1:3: error: "), "\(run)")
  }

  @Test func fixHookFixesDrafts() throws {
    try repository.write("一、抓学习\n办班3期,培训96人。\n二、抓服务\n新建食堂2处。\n二、抓安全\n排查隐患12处。\n", to: "要点.txt")
    try repository.use("zhangfa-fix")
    let blocked = try repository.commit()
    #expect(blocked.status == 1)
    #expect(blocked.error.contains("files were modified by this hook"), "\(blocked)")
    #expect(try repository.read("要点.txt").contains("三、抓安全"))
    #expect(try repository.commit().status == 0)
  }

  @Test func wordDraftsAreLookedAt() throws {
    try repository.write(Checkout.fixture("half-year-word-numbering/draft.docx"), to: "半年总结.docx")
    try repository.use("zhangfa")
    let run = try repository.commit()
    #expect(run.status == 1)
    #expect(run.error.contains("半年总结.docx:"), "\(run)")
  }
}

/// A git repository with pre-commit for one test.
private struct Repository {
  /// The reason why pre-commit cannot be run; nil if it can, or if CI requires it.
  static let obstacle = Python.obstacle(importing: "pre_commit")

  private let place: Workplace
  private let home: Workplace

  init() throws {
    place = try Workplace()
    home = try Workplace()
    #expect(try place.git(["init", "-q"], environment: environment).status == 0)
  }

  func write(_ text: String, to path: String) throws { try place.write(text, to: path) }
  func write(_ bytes: [UInt8], to path: String) throws { try place.write(bytes, to: path) }
  func read(_ path: String) throws -> String { try place.read(path) }

  /// Installs the hook called `id` from `.pre-commit-hooks.yaml`, with another language.
  func use(_ id: String, arguments: String = "[]") throws {
    let file = Checkout.root.appending(path: ".pre-commit-hooks.yaml")
    let hooks = try String(contentsOf: file, encoding: .utf8).split(separator: "\n- id: ").dropFirst()
    let hook = try #require(hooks.first { $0.split(separator: "\n")[0] == id })
    let lines = "- id: \(hook)".replacing("language: swift", with: "language: unsupported").split(separator: "\n")
    let config = "repos:\n- repo: local\n  hooks:\n" + lines.map { "  \($0)\n" }.joined() + "    args: \(arguments)\n"
    try place.write(config, to: ".pre-commit-config.yaml")
    let run = try place.run(
      URL(filePath: "/usr/bin/env"), [Python.interpreter, "-m", "pre_commit", "install"], environment: environment)
    #expect(run.status == 0, "\(run)")
  }

  /// Commits `paths`, or everything.
  func commit(_ paths: String..., in folder: String = "") throws -> CommandLineRun {
    for added in [paths.isEmpty ? ["."] : paths, [".pre-commit-config.yaml"]] {
      _ = try place.git(["add", "-A", "--"] + added, environment: environment)
    }
    return try place.git(["commit", "-q", "-m", "稿件"], in: folder, environment: environment)
  }

  /// An environment without the user's settings, with zhangfa in the search path.
  private var environment: [String: String] {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return [
      "PATH": "\(executable.deletingLastPathComponent().path):\(path)", "HOME": home.folder.path,
      "PRE_COMMIT_HOME": home.folder.appending(path: "cache").path, "GIT_CONFIG_NOSYSTEM": "1",
    ]
  }
}
