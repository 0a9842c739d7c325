import Foundation
import SystemPackage
import Testing

@testable import zhangfa

/// `zhangfa check` on folders in a git repository.
@Suite struct FolderTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.makeFolder(".git")
    try place.write("old/\n*.tmp.txt\n", to: ".gitignore")
    for path in ["a.txt", "b.tmp.txt", "old/c.txt", "sub/d.txt", "sub/b.tmp.txt"] { try place.write("甲", to: path) }
  }

  private func checked(_ arguments: String..., environment: [String: String] = [:]) throws -> [String] {
    try place.zhangfa(["--format", "json"] + arguments, environment: environment).json(JSONFiles.self).files.map(\.path)
  }

  @Test func filesIgnoredByGitAreSkipped() throws {
    #expect(try checked() == ["a.txt", "sub/d.txt"])
    #expect(try checked("sub") == ["sub/d.txt"])
    #expect(try checked("--no-gitignore") == ["a.txt", "b.tmp.txt", "old/c.txt", "sub/b.tmp.txt", "sub/d.txt"])
  }

  @Test(arguments: [(6, "1 more link not followed"), (7, "2 more links not followed")])
  func manyLinksAreCounted(links: Int, note: String) throws {
    try place.makeFolder("links")
    for number in 1...links { try place.link("links/\(number).txt", to: "../a.txt") }
    let run = try place.zhangfa("links")
    #expect(run.error.contains("zhangfa: note: \(note)\n"), "\(run)")
  }

  @Test func namedFilesIgnoredByGitAreChecked() throws {
    #expect(try checked("b.tmp.txt", "old") == ["b.tmp.txt", "old/c.txt"])
    try place.write("old/c.txt\n", to: "list")
    #expect(try checked("--files-from", "list") == ["old/c.txt"])
  }

  @Test func globalGitignoreIsRead() throws {
    try place.write("a.txt\n", to: "xdg/git/ignore")
    try place.write("[user]\n  name = x\n[Core]\n  excludesFile = ~/mine\n", to: "home/.gitconfig")
    try place.write("d.txt\n", to: "home/mine")
    let folder = place.folder.path
    #expect(try checked(".", environment: ["XDG_CONFIG_HOME": folder + "/xdg"]) == ["sub/d.txt"])
    #expect(try checked(".", environment: ["HOME": folder + "/home"]) == ["a.txt"])
    #expect(
      try checked(".", environment: ["HOME": folder + "/home", "GIT_CONFIG_GLOBAL": "/dev/null"])
        == ["a.txt", "sub/d.txt"])
  }

  @Test func saysThatAllDraftsAreExcluded() throws {
    try FileManager.default.removeItem(atPath: place.folder.path + "/sub/d.txt")
    let run = try place.zhangfa("sub")
    #expect(run.status == 2)
    #expect(run.error.contains("but excluded ones"))
    #expect(try place.zhangfa("sub", "--no-gitignore").status == 0)
  }

  @Test(arguments: [
    ("[core]\nexcludesfile = a\n", "a"), ("[core]\n\tExcludesFile=\"a b\"\r\n", "a b"), ("[core]\nx = y\n", nil),
    ("[other]\nexcludesfile = a\n", nil), ("[core \"x\"]\nexcludesfile = a\n", nil), ("", nil), ("[core", nil),
    ("[core]\nexcludesfile = a\nexcludesfile = b\n", "b"), ("=\n[]\n]\n[core]\n=\nexcludesfile", nil),
    ("[core]\nexcludesfile = ~/.ignore # mine\n", "~/.ignore"), ("[core]\nexcludesfile = a;b\n", "a"),
    ("[core] ; mine\nexcludesfile = \"a #;\" # b\n#excludesfile = c\n", "a #;"),
    ("[core] excludesFile = x\n", "x"), ("[core]excludesFile=x\n[other] excludesFile = y\n", "x"),
  ])
  func readsTheConfigurationOfGit(text: String, path: String?) {
    #expect(GitSettings.excludesFile(in: text) == path)
  }
}
