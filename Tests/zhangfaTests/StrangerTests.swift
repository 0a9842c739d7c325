import Foundation
import SystemPackage
import Testing

/// What other people can make a run do: the authors of the checked repository, and other users of the machine.
@Suite struct StrangerTests {
  private let place: Workplace
  /// A folder that the run must not touch.
  private let elsewhere: Workplace

  init() throws {
    place = try Workplace()
    elsewhere = try Workplace()
    try place.makeFolder(".git")
    try place.write("一、甲,乙\n", to: "a.txt")
    try place.writeReplacement("rules/test/a.yaml")
  }

  private func run(_ arguments: String..., environment: [String: String] = [:]) throws -> CommandLineRun {
    try place.zhangfa(["--format", "concise"] + arguments, environment: environment)
  }

  private func give(_ path: String, to user: Int) throws {
    try FileManager.default.setAttributes(
      [.ownerAccountID: user], ofItemAtPath: place.folder.appending(path: path).path)
  }

  // MARK: Fixes of rules from elsewhere

  /// Earlier, `git clone; zhangfa --fix .; git status` ran a command of the repository's author.
  @Test(arguments: [["."], ["notes.txt"], [".git/notes.txt"], ["sub/config.txt"], [".git/config"]])
  func fixesDoNotWriteIntoGitFolders(paths: [String]) throws {
    let text = "[core]\n甲\n"
    try place.write(text, to: ".git/config")
    try place.write(text, to: ".git/notes.txt")
    try place.link("notes.txt", to: ".git/config")
    try place.link("sub", to: ".git")
    try place.link(".git/config.txt", to: "config")
    try place.write("rules: [rules]\n", to: ".zhangfa.yaml")
    for more in [[], ["--unsafe-fixes"], ["--trust-rules"]] {
      let run = try place.zhangfa(["--select", "test", "--fix"] + more + paths)
      #expect(try place.read(".git/config") == text, "\(run)")
      #expect(try place.read(".git/notes.txt") == text, "\(run)")
    }
    // In an ordinary file, the fix is applied.
    #expect(try place.zhangfa("--select", "test", "--fix", "--trust-rules", "a.txt").status == 0)
    #expect(try place.read("a.txt") == "一、乙,乙\n")
  }

  @Test(arguments: ["notes.text", ".zhangfa.yaml", "草稿", ".hidden/a.txt", "sub/.git/a.txt", "a.txt.exe"])
  func fixesWriteOnlyDrafts(path: String) throws {
    try place.write("# 甲\n", to: path)
    let run = try place.zhangfa(
      "--rules", "rules", "--trust-rules", "--select", "test", "--fix", path, "--no-config")
    #expect(try place.read(path) == "# 甲\n")
    #expect(run.status == 2)
    #expect(run.error.hasPrefix("\(path): error: not fixed: "), "\(run)")
  }

  @Test func fixesOfUntrustedRulesAreUnsafe() throws {
    try place.write("rules: [rules]\n", to: ".zhangfa.yaml")
    for arguments in [[], ["--rules", "rules"], ["--config", ".zhangfa.yaml"]] {
      let run = try place.zhangfa(["--select", "test", "--fix", "a.txt"] + arguments)
      #expect(run.status == 1)
      #expect(run.output.contains("(check before applying)"))
      #expect(try place.read("a.txt") == "一、甲,乙\n")
    }
    #expect(try place.zhangfa("explain", "test/a").output.contains("unsafe"))
    #expect(try place.zhangfa("--select", "test", "--fix", "a.txt", "--trust-rules").status == 0)
    #expect(try place.read("a.txt") == "一、乙,乙\n")
  }

  @Test func trustFileMakesFixesSafe() throws {
    try place.write("rules: [rules]\n", to: ".zhangfa.yaml")
    let settings = elsewhere.folder.path
    func fix(_ trust: String) throws -> CommandLineRun {
      try elsewhere.write("rules: [\(trust)]\n", to: "zhangfa/trust.yaml")
      return try run(
        "--select", "test", "--fix", "a.txt", environment: ["XDG_CONFIG_HOME": settings, "HOME": settings])
    }
    #expect(try fix("/nowhere, ~/rules").status == 1)
    #expect(try fix("rules").error.contains("trust.yaml:1:9: error: a path here is absolute"))
    #expect(try place.read("a.txt") == "一、甲,乙\n")
    #expect(try fix(place.folder.path).status == 0)
    #expect(try place.read("a.txt") == "一、乙,乙\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: settings + "/zhangfa/trust.yaml")
    let open = try run("--select", "test", "a.txt", environment: ["XDG_CONFIG_HOME": settings])
    #expect(open.status == 2 && open.error.contains("others can write to this file"), "\(open)")
  }

  /// The owner of the file or of its folder can put another file there.
  @Test(
    .enabled(if: getuid() == 0, "only root gives files away"),
    arguments: [("zhangfa/trust.yaml", "this file is another user's"), ("zhangfa", "the folder of this file is")])
  func trustFileOfAnotherUserIsRefused(foreign: String, message: String) throws {
    try place.write("rules: [rules]\n", to: ".zhangfa.yaml")
    try elsewhere.write("rules: [\(place.folder.path)]\n", to: "zhangfa/trust.yaml")
    let settings = elsewhere.folder.path
    try FileManager.default.setAttributes([.ownerAccountID: 65_534], ofItemAtPath: "\(settings)/\(foreign)")
    let run = try run("--select", "test", "--fix", "a.txt", environment: ["XDG_CONFIG_HOME": settings])
    #expect(run.status == 2 && run.error.contains(message), "\(run)")
    #expect(try place.read("a.txt") == "一、甲,乙\n")
  }

  /// A person who changes definitions or grammar could change what every fix writes, so fixes are then not applied.
  @Test(arguments: [
    ("definitions.yaml", "at_mask: '(?=[甲])'\n", false), ("definitions.yaml", "house_word: '甲'\n", true),
    ("profiles/house.yaml", "name: x\npriority: 90\ntitle: 甲乙丙\nparts: []\n", false),
    ("residue.yaml", "{}\n", false), ("outline.yaml", "{}\n", false), ("parts.yaml", "{}\n", false),
    ("test/b.yaml", "kind: forbid\nseverity: info\nmessage: x\npattern: 丙\n", true),
  ])
  func untrustedDefinitionsMakeFixesUnsafe(path: String, text: String, mayFix: Bool) throws {
    try place.write(text, to: "ground/\(path)")
    let run = try place.zhangfa("--rules", "ground", "--select", "punctuation/halfwidth", "--fix", "a.txt")
    #expect(try place.read("a.txt") == (mayFix ? "一、甲，乙\n" : "一、甲,乙\n"), "\(run)")
    #expect(try place.zhangfa("--rules", "ground", "--trust-rules", "--fix", "a.txt").status != 2)
    #expect(try place.read("a.txt") == "一、甲，乙\n")
  }

  /// A rule in a trusted folder uses a definition. Another folder must not redefine it.
  @Test func otherFoldersCannotRedefineWhatTrustedRulesUse() throws {
    try place.write(
      """
      kind: replace
      severity: error
      message: {zh: '“{match}”不该有', en: '“{match}” should not be here'}
      pattern: (?&house_word)
      replacement: 乙
      applicability: safe
      """, to: "ours/test/a.yaml")
    try place.write("house_word: 甲\n", to: "ours/definitions.yaml")
    try place.write("house_word: '不(?=同意)'\n", to: "theirs/definitions.yaml")
    try place.write("我局不同意甲方案。\n", to: "b.txt")
    try elsewhere.write("rules: [\(place.folder.path)/ours]\n", to: "zhangfa/trust.yaml")
    let settings = ["XDG_CONFIG_HOME": elsewhere.folder.path]
    _ = try run("--rules", "ours", "--rules", "theirs", "--select", "test", "--fix", "b.txt", environment: settings)
    #expect(try place.read("b.txt") == "我局不同意甲方案。\n")
    _ = try run("--rules", "ours", "--select", "test", "--fix", "b.txt", environment: settings)
    #expect(try place.read("b.txt") == "我局不同意乙方案。\n")
  }

  /// An office can define its own marks for blanks, though the `needs` of shipped rules do not have them.
  @Test func ownDefinitionsChangeShippedRules() throws {
    try place.write("at_mask: '(?=[※])'\nrun: '※{2,}'\n", to: "ground/definitions.yaml")
    try place.write("走访※※户。\n", to: "c.txt")
    let run = try place.zhangfa("--rules", "ground", "--select", "placeholder/quantity", "c.txt")
    #expect(run.status == 1 && run.output.contains("“※※”"), "\(run)")
  }

  /// A relative path of the settings folder, which could lie in the repository, is ignored.
  @Test func relativeSettingsFolderIsIgnored() throws {
    try place.write("rules: [rules]\n", to: ".zhangfa.yaml")
    try place.write("rules: [\(place.folder.path)]\n", to: ".config/zhangfa/trust.yaml")
    for environment in [["XDG_CONFIG_HOME": ".config"], ["HOME": "."]] {
      #expect(try run("--select", "test", "--fix", "a.txt", environment: environment).status == 1)
    }
    #expect(try place.read("a.txt") == "一、甲,乙\n")
  }

  // MARK: Links

  @Test(arguments: [
    ["check", "--output", "link.json"], ["check", "-o", "link.json", "--format", "sarif"],
    ["check", "-o", "folder/new.json"], ["check", "-o", "folder/deep/new.json"], ["baseline", "-o", "link.json"],
    ["baseline", "-o", "folder/new.json"], ["baseline", "-o", "nowhere.json"], ["init", "folder"],
    ["init", "folder/deep"], ["init", "linked"], ["check", "-o", "nowhere.json"],
  ])
  func nothingIsWrittenThroughALink(arguments: [String]) throws {
    try elsewhere.write("export PATH\n", to: "profile")
    try elsewhere.makeFolder("deep")
    try place.makeFolder("linked")
    let target = elsewhere.folder.path
    try place.link("link.json", to: target + "/profile")
    try place.link("nowhere.json", to: target + "/new")
    try place.link("folder", to: target)
    try place.link("linked/.zhangfa.yaml", to: target + "/new")
    let run = try place.zhangfa(arguments)
    #expect(run.status == 2)
    #expect(run.error.contains("link") || run.error.contains("is there already"), "\(run)")
    #expect(try elsewhere.read("profile") == "export PATH\n")
    let names = try FileManager.default.subpathsOfDirectory(atPath: target).sorted()
    #expect(names == ["deep", "profile"])
  }

  @Test func linkedDraftsInFoldersAreSkippedAndNamed() throws {
    try elsewhere.write("密码X月X日\n", to: "secret")
    try place.link("b.txt", to: elsewhere.folder.path + "/secret")
    let run = try run(".", "--lang", "zh")
    #expect(!run.output.contains("placeholder/date"))
    #expect(run.error == "zhangfa: 说明: b.txt 是链接，没有核\n")
    #expect(try self.run("b.txt").output.contains("placeholder/date"))
  }

  /// Errors in a configuration quote its text, so links in a repository must not lead to files elsewhere.
  @Test(arguments: [
    ["--config", "link"], ["--rules", "folder"], ["--files-from", "link"],
    ["--config", "folder/secret"], ["--rules", "folder/sub"],
  ])
  func linksOutOfTheWorkingFolderAreNotRead(arguments: [String]) throws {
    try elsewhere.write("秘密: 一\n", to: "secret")
    try elsewhere.write("秘密: 一\n", to: "sub/test/a.yaml")
    try place.link("link", to: elsewhere.folder.path + "/secret")
    try place.link("folder", to: elsewhere.folder.path)
    let run = try place.zhangfa(["a.txt"] + arguments)
    #expect(run.status == 2)
    #expect(run.error.hasSuffix(" is a link out of the working folder and is not read\n"), "\(run)")
    #expect(!run.error.contains("秘密"))
  }

  // MARK: Whose configuration

  @Test func configurationIsSearchedUpToTheRootOfTheRepository() throws {
    try place.write("severity: {punctuation: off}\n", to: ".zhangfa.yaml")
    try place.write("severity: {punctuation: info}\n", to: "sub/.zhangfa.yaml")
    try place.write("甲,乙\n", to: "sub/inner/a.txt")
    try place.makeFolder("sub/inner/.git")
    try place.write("甲,乙\n", to: "plain/a.txt")
    #expect(try run("sub/inner/a.txt").output.contains("warning"))
    #expect(try run("plain/a.txt").output == "")
    try FileManager.default.removeItem(atPath: place.folder.path + "/sub/inner/.git")
    #expect(try run("sub/inner/a.txt").output.contains("info"))
  }

  @Test func configurationInAWorldWritableFolderIsSkipped() throws {
    try FileManager.default.removeItem(atPath: place.folder.path + "/.git")
    try place.write("severity: {punctuation: off}\n", to: "shared/.zhangfa.yaml")
    for name in ["a", "b"] { try place.write("甲,乙\n", to: "shared/mine/\(name).txt") }
    #expect(try run("shared").output == "")
    try FileManager.default.setAttributes([.posixPermissions: 0o1777], ofItemAtPath: place.folder.path + "/shared")
    let run = try run("shared")
    #expect(run.lines.count == 2)
    #expect(
      run.error == """
        zhangfa: note: shared/.zhangfa.yaml does not count, since a folder from there on is another user's or writable to all; \
        --config names it

        """)
    #expect(try self.run("shared", "--config", "shared/.zhangfa.yaml").output == "")
  }

  @Test(.enabled(if: getuid() == 0, "only root gives files away"))
  func configurationOfAnotherUserIsSkipped() throws {
    try place.write("severity: {punctuation: off}\n", to: ".zhangfa.yaml")
    try place.write("甲,乙\n", to: "sub/b.txt")
    try give(".zhangfa.yaml", to: 65_534)
    let run = try run("--select", "punctuation", ".")
    #expect(run.lines.count == 2)
    #expect(run.error == "zhangfa: note: .zhangfa.yaml is another user's and does not count; --config names it\n")
    #expect(try self.run("--select", "punctuation", ".", "--config", ".zhangfa.yaml").output == "")
    // Without a repository, the folder must belong to the user.
    try FileManager.default.removeItem(atPath: place.folder.path + "/.git")
    try give(".zhangfa.yaml", to: 0)
    try give("sub", to: 65_534)
    let foreign = try self.run("sub/b.txt")
    #expect(foreign.lines.count == 1)
    #expect(foreign.error.hasPrefix("zhangfa: note: .zhangfa.yaml does not count, since a folder from there on"))
    // A repository of another user does not change this.
    try place.makeFolder(".git")
    try give(".git", to: 65_534)
    #expect(try self.run("sub/b.txt").lines.count == 1)
  }

  @Test(arguments: ["link", "fifo", "large", "folder"]) func unreadableConfigurationIsAnError(kind: String) throws {
    let path = place.folder.path + "/d/.zhangfa.yaml"
    try place.write("甲\n", to: "d/a.txt")
    switch kind {
    case "link": try place.link("d/.zhangfa.yaml", to: "/dev/zero")
    case "fifo": #expect(mkfifo(path, 0o600) == 0)
    case "large": try place.write(String(repeating: "#\n", count: 1 << 20), to: "d/.zhangfa.yaml")
    default: try place.makeFolder("d/.zhangfa.yaml")
    }
    for number in 0..<50 { try place.write("甲\n", to: "d/\(number)/a.txt") }
    let run = try run("d")
    #expect(run.status == 2)
    #expect(run.output == "")
    #expect(run.error.hasPrefix("d/.zhangfa.yaml:1:1: error: "), "\(run)")
    #expect(run.error.split(separator: "\n").filter { $0.contains("error") }.count == 1)
  }

  // MARK: Folders of rules

  @Test(arguments: ["/", "..", "../x", ".", "", "link", "sub/link", "sub/../../x", "sub/loose"])
  func ruleFoldersMustLieBelowTheConfiguration(name: String) throws {
    try elsewhere.write("kind: 秘密\n", to: "test/a.yaml")
    try place.makeFolder("sub/loose/test")
    try place.link("link", to: elsewhere.folder.path)
    try place.link("sub/link", to: "../rules")
    try place.link("sub/loose/test/a.yaml", to: elsewhere.folder.path + "/test/a.yaml")
    try place.write("rules: ['\(name)']\n", to: ".zhangfa.yaml")
    let run = try run("a.txt")
    #expect(run.status == 2)
    #expect(run.error.hasPrefix(".zhangfa.yaml:1:9: error: "), "\(run)")
    #expect(!run.error.contains("秘密"))
  }

  @Test func tooLargeRuleFoldersAreRefused() throws {
    for number in 0..<2_100 { try place.write("x", to: "many/\(number)") }
    let many = try run("a.txt", "--rules", "many")
    #expect(many.status == 2 && many.error.contains("it holds more than 2000 files"), "\(many)")
    try place.write([UInt8](repeating: 0x23, count: 2 << 20), to: "large/test/a.yaml")
    let large = try run("a.txt", "--rules", "large")
    #expect(large.status == 2 && large.error.contains("at most 1 MB a file"), "\(large)")
  }
}

/// Drafts are confidential: the program cannot even ask the system for a connection.
@Suite struct ConnectionTests {
  @Test(arguments: ["connect", "sendto", "getaddrinfo", "listen"]) func programUsesNoNetworkFunctions(name: String)
    throws
  {
    let program = try Data(contentsOf: executable)
    // The names of functions of the C library stand in the program, each between two zero bytes.
    func names(_ function: String) -> Bool { program.range(of: Data([0] + function.utf8 + [0])) != nil }
    #expect(names("openat"))
    #expect(!names(name))
  }
}
