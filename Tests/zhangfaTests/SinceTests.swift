import Foundation
import Testing

/// `--since`: only the findings on lines that were changed since a commit.
@Suite struct SinceTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try git("init", "-q", "-b", "main")
    try place.write("一、抓学习\n办班X期。\n二、抓服务\n走访3户。\n三、抓安全\n排查XX处。\n", to: "drafts/a.txt")
    try git("add", "-A")
    try git("commit", "-q", "-m", "a")
  }

  private func git(_ arguments: String...) throws {
    let run = try place.git(arguments)
    #expect(run.status == 0, "\(run)")
  }

  /// Runs the program with git in its search path.
  private func zhangfa(_ arguments: [String], in place: Workplace) throws -> CommandLineRun {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return try place.zhangfa(arguments, environment: ["PATH": path])
  }

  private func found(_ options: String...) throws -> [String] {
    try zhangfa(["drafts", "--format", "concise", "--select", "placeholder,numbering"] + options, in: place).lines
      .filter { $0.hasPrefix("drafts/") }
      .map { $0.split(separator: " ")[0] + " " + ($0.split(separator: "[").last ?? "") }
  }

  @Test func onlyFindingsOnChangedLinesAreReported() throws {
    #expect(try found("--since", "HEAD").isEmpty)
    try place.write(place.read("drafts/a.txt").replacing("走访3户", with: "走访XX户"), to: "drafts/a.txt")
    #expect(try found("--since", "HEAD") == ["drafts/a.txt:4:3: placeholder/quantity]"])
    #expect(try found().count == 3)
    try place.write("办班X期。\n", to: "drafts/new.txt")
    #expect(try found("--since", "HEAD").count == 2)
    try git("add", "-A")
    try git("commit", "-q", "-m", "b")
    #expect(try found("--since", "HEAD").isEmpty)
    #expect(try found("--since", "HEAD~1").count == 2)
  }

  @Test func findingsElsewhereCausedByAChangeAreReported() throws {
    let text = try place.read("drafts/a.txt")
    try place.write(text.replacing("二、抓服务\n走访3户。\n", with: ""), to: "drafts/a.txt")
    #expect(try found("--since", "HEAD") == ["drafts/a.txt:3:1: numbering/gap]"])
    // The second 三、 is on an unchanged line, but its finding refers to the first.
    try place.write(text.replacing("二、抓服务", with: "三、抓服务"), to: "drafts/a.txt")
    #expect(try found("--since", "HEAD") == ["drafts/a.txt:5:1: numbering/duplicate]"])
  }

  @Test func wordDraftsAreComparedByParagraphs() throws {
    try place.write(Checkout.fixture("half-year-word-numbering/draft.docx"), to: "drafts/b.docx")
    let all = try found().count { $0.hasPrefix("drafts/b.docx") }
    #expect(all > 0)
    #expect(try found("--since", "HEAD").count { $0.hasPrefix("drafts/b.docx") } == all)
    try git("add", "-A")
    try git("commit", "-q", "-m", "b")
    #expect(try found("--since", "HEAD").isEmpty)
  }

  @Test(arguments: ["none", "--version", "", ":0", "HEAD:drafts"]) func unknownCommitIsRefused(name: String) throws {
    let run = try zhangfa(["drafts", "--since", name], in: place)
    #expect(run.status == 2 && run.error.contains(name.hasPrefix("-") ? "--since" : "git knows no commit"), "\(run)")
  }

  @Test func folderOutsideARepositoryIsRefused() throws {
    let other = try Workplace()
    try other.write("办班X期。\n", to: "a.txt")
    let run = try zhangfa(["a.txt", "--since", "HEAD"], in: other)
    #expect(run.status == 2 && run.error.contains("git knows no commit"), "\(run)")
  }

  @Test func namesNeedNotBeUTF8() throws {
    let name: [UInt8] = [0x64, 0x2F, 0xB8, 0xE5, 0x2E, 0x74, 0x78, 0x74]
    let path = place.folder.path + "/"
    try place.makeFolder("d")
    let file = path.withCString { start in
      (Array(UnsafeBufferPointer(start: start, count: strlen(start))) + name.map { CChar(bitPattern: $0) } + [0])
        .withUnsafeBufferPointer { fopen($0.baseAddress!, "w") }
    }
    _ = try #require(file)
    fputs("办班X期。\n", file)
    fclose(file)
    try git("add", "-A")
    try git("commit", "-q", "-m", "b")
    let run = try zhangfa(["d", "--since", "HEAD"], in: place)
    #expect(run.status == 0, "\(run)")
  }

  @Test func linkedDraftIsComparedWithItsTarget() throws {
    try place.link("link.txt", to: "drafts/a.txt")
    try git("add", "-A")
    try git("commit", "-q", "-m", "b")
    let run = try zhangfa(["link.txt", "--since", "HEAD", "--select", "placeholder"], in: place)
    #expect(run.status == 0, "\(run)")
  }

  @Test func blockingGitConfigurationIsAnError() throws {
    let pipe = place.folder.appending(path: "f").path
    #expect(mkfifo(pipe, 0o600) == 0)
    try git("config", "include.path", pipe)
    let run = try zhangfa(["drafts", "--since", "HEAD"], in: place)
    #expect(run.status == 2 && run.error.contains("git: "), "\(run)")
  }

  /// As some runners start what they run.
  @Test func worksIfTheParentIgnoresSIGCHLD() throws {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let run = try place.run(
      URL(filePath: "/bin/bash"),
      ["-c", "trap '' CHLD; exec \"$0\" drafts --since HEAD --select placeholder", executable.path],
      environment: ["PATH": path])
    #expect(run.status == 0, "\(run)")
  }

  @Test func missingGitIsReported() throws {
    let run = try place.zhangfa("drafts", "--since", "HEAD")
    #expect(run.status == 2 && run.error.contains("--since needs git"), "\(run)")
  }

  /// Programs in the configuration of a foreign repository, which git would run, are not started.
  @Test func programsInTheGitConfigurationAreNotRun() throws {
    let trap = place.folder.appending(path: "trap").path
    try place.write("#!/bin/sh\ntouch \(trap)\nexit 1\n", to: "evil.sh")
    let evil = place.folder.appending(path: "evil.sh").path
    _ = try place.run(URL(filePath: "/bin/chmod"), ["+x", evil])
    try place.write("*.txt filter=evil diff=evil\n", to: ".gitattributes")
    for key in [
      "filter.evil.clean", "filter.evil.smudge", "diff.evil.textconv", "diff.evil.command", "core.fsmonitor",
      "core.pager", "core.sshCommand", "alias.cat-file",
    ] {
      try git("config", key, evil)
    }
    try git("config", "remote.o.url", "ssh://example.invalid/x")
    try git("config", "remote.o.promisor", "true")
    try git("config", "extensions.partialClone", "o")
    try place.write(place.read("drafts/a.txt") + "走访XX户。\n", to: "drafts/a.txt")
    #expect(try found("--since", "HEAD") == ["drafts/a.txt:7:3: placeholder/quantity]"])
    // A missing object would have to be fetched. It is not; instead all lines of the file count as new.
    let object = try place.git(["rev-parse", "HEAD:drafts/a.txt"]).lines[0]
    try FileManager.default.removeItem(
      at: place.folder.appending(path: ".git/objects/\(object.prefix(2))/\(object.dropFirst(2))"))
    #expect(try found("--since", "HEAD").count == 3)
    #expect(!FileManager.default.fileExists(atPath: trap))
    // git itself would have started the program.
    _ = try place.git(["cat-file", "blob", "HEAD:drafts/a.txt"])
    #expect(FileManager.default.fileExists(atPath: trap))
  }

  @Test(arguments: ["--fix", "--diff", "--annotate", "--timing"]) func incompatibleOptionsAreRefused(option: String)
    throws
  {
    let run = try place.zhangfa("drafts", "--since", "HEAD", option)
    #expect(run.status == 2 && run.error.contains("--since"), "\(run)")
  }
}

/// Options that hooks use: exclusion of files, strict baselines, and the severity at which a run fails.
@Suite struct HookOptionTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.write("捐款X元。\n", to: "drafts/a.txt")
    try place.write("捐款X元。\n", to: "drafts/old/b.txt")
  }

  @Test(arguments: [
    (["drafts", "--exclude", "old"], 1), (["drafts", "--exclude", "drafts/*.txt"], 1),
    (["drafts", "--exclude", "*.txt"], 0), (["drafts/a.txt", "--exclude", "*.txt"], 1),
    (["drafts/a.txt", "--exclude", "*.txt", "--force-exclude"], 0), (["drafts"], 2),
  ])
  func excludePatternsSkipDrafts(_ arguments: [String], count: Int) throws {
    let run = try place.zhangfa(arguments + ["--format", "concise"])
    #expect(run.lines.count { $0.contains("placeholder/money") } == count, "\(run)")
  }

  @Test func negatedExcludePatternIsRefused() throws {
    #expect(try place.zhangfa("drafts", "--exclude", "!a").status == 2)
  }

  @Test func forceExcludeSkipsFilesThatAreNoDrafts() throws {
    try place.write([0x89, 0x50, 0x4E, 0x47], to: "picture.png")
    try place.write("", to: "empty.txt")
    try place.write("捐款3元。\n", to: "c.txt")
    let hook = try place.zhangfa("picture.png", "empty.txt", "c.txt", "--force-exclude")
    #expect(
      hook.status == 0 && hook.error.contains("picture.png: not checked")
        && hook.error.contains("empty.txt: not checked"), "\(hook)")
    let named = try place.zhangfa("picture.png", "empty.txt", "c.txt")
    #expect(named.status == 2)
    let wrong = try place.zhangfa("picture.png", "none.txt", "drafts/a.txt", "--force-exclude")
    #expect(wrong.status == 2 && wrong.error.contains("none.txt: error"), "\(wrong)")
  }

  @Test func emptyDraftInAFolderIsListed() throws {
    try place.write("捐款3元。\n", to: "new/c.txt")
    try place.write(" \n", to: "new/d.txt")
    let run = try place.zhangfa("new")
    #expect(run.status == 0 && run.error.contains("new/d.txt: not checked"), "\(run)")
    #expect(run.output.contains("1 file skipped"), "\(run)")
  }

  @Test func baselineStrictFailsIfKnownFindingsAreGone() throws {
    #expect(try place.zhangfa("baseline", "drafts").status == 0)
    let list = ["drafts", "--baseline", ".zhangfa-baseline.json"]
    #expect(try place.zhangfa(list + ["--baseline-strict"]).status == 0)
    try place.write("捐款3元。\n", to: "drafts/a.txt")
    #expect(try place.zhangfa(list).status == 0)
    #expect(try place.zhangfa(list + ["--baseline-strict"]).status == 1)
    #expect(try place.zhangfa("drafts", "--baseline-strict").status == 2)
  }

  @Test(arguments: [(nil, 1), ("never", 0), ("info", 1), ("warning", 1), ("error", 0)])
  func diffFailsBySeverityOfItsFixes(least: String?, status: Int) throws {
    try place.write("severity: {pair: off, punctuation: warning}\n", to: ".zhangfa.yaml")
    try place.write("加强管理,注重实效。\n", to: "d.txt")
    let run = try place.zhangfa(["--diff", "d.txt"] + (least.map { ["--fail-on", $0] } ?? []))
    #expect(run.status == status && run.output.contains("+加强管理，"), "\(run)")
  }
}
