import Foundation
import SystemPackage
import Testing

@testable import Linting

/// A walk skips exactly the files that git ignores: `git check-ignore` is asked about every file.
@Suite struct GitAgreementTests {
  private let repository: TestRepository

  init() throws { repository = try TestRepository() }

  /// The paths that each pattern is tested with.
  private static let paths = [
    "a", "b", "ab", "a.txt", "foo", "foobar/x", "bar/foo", "bar/baz/foo/a.txt", "bar/baz/b.txt", "foo2/bar",
    "foo2/x/bar", "x/y/z/a.txt", "x/y/b", "x/a b", "trail ", "#hash", "!bang", "a*b", "a?b", "a[b", "a\\b", "a-b",
    "a]b",
    "A.TXT", "7", "é", "稿", "稿件/总结.txt", "稿1.txt", "tab\t", "deep/a/b/c/d/e.txt", "deep/e.txt", "x y/z", "^", "-",
  ]

  /// Patterns that are easily read differently than git reads them.
  private static let patterns = [
    "foo", "/foo", "foo/", "/foo/", "foo/*", "foo/**", "**/foo", "**/foo/", "/**/foo", "bar/**/foo", "bar/**/*.txt",
    "**", "*", "/*", "*/", "/*/", "**/", "/**", "*.txt", "/*.txt", "*/*.txt", "**/*.txt", "**.txt", "x/**/b", "x/*/b",
    "a**", "a**b", "/foo**/bar", "foo**/bar", "f*/bar", "f**r", "x**/a.txt", "***/foo", "bar/***/foo", "**foo", "bar**",
    "bar/**baz", "a?b", "?", "??", "/?", "x?y", "稿?", "稿???.txt", "稿*.txt", "/稿件", "稿件/", "[a-b]", "[!a-b]", "[^a-b]",
    "[b-a]", "[]a]*", "[!]a]", "a[]]b", "a[-x]b", "a[x-]b", "[a-]", "[--9]", "a[\\]]b", "[\\a-\\b]", "[[:digit:]]",
    "[[:digit:][:alpha:]]", "[[:nonsense:]]", "[[:digit:]", "[[:]b", "a[[:]b", "[![:alpha:]]", "稿[0-9].txt", "[稿]",
    "x[/]y", "x[!a]y", "[a", "a[b", "a\\[b", "a\\", "\\a", "\\*", "a\\*b", "a\\\\b", "a\\?b", "foo\\/", "x\\/y",
    "\\#hash",
    "#hash", "\\!bang", "!bang", "!", "!!", "/", "//", "foo//", "/foo//", "//foo", "./foo", "../a", "trail ",
    "trail\\ ",
    "trail \\ ", "foo   ", "foo\t", "tab\t", "  foo", " ", "a b", "x/a b", "foo\r", "foo\r\r", "\u{FEFF}foo",
    "foo\u{0}x",
    "*\n!foo", "*\n!foo/", "*\n!bar/\n!bar/foo", "bar\n!bar/foo", "bar/*\n!bar/foo", "foo\n!foo\nfoo", "!foo\nfoo",
    "*.txt\n!a.txt\n\n# note\n!b.txt", "/bar/*\n!/bar/baz\n/bar/baz/*\n!/bar/baz/foo/", "**/\n!bar/", "\n\n", "x/y/",
    "x/y",
    "/x/y/z/", "deep/**/e.txt", "deep/**/c/**/e.txt", "deep/*/*/*", "**/d/**", "**/c/d", "c/d", "/c/d", "x y/", "é",
    "[é]", "?é", "-", "[!-]", "[^^]", "^", "_", "*a*", "*a*b*", "a*b*c*d*e*f*g*", "*.TXT",
  ]

  @Test func onEachPattern() throws {
    for (index, pattern) in (Self.patterns + GeneratedPatterns(seed: 7).prefix(30)).enumerated() {
      try repository.place.write(pattern, to: "\(index)/.gitignore")
      for path in Self.paths { try repository.place.write("", to: "\(index)/\(path)") }
    }
    let disagreements = try repository.disagreements()
    #expect(disagreements == [])
  }

  @Test func onFilesAtAllDepths() throws {
    let ignores = [
      ".gitignore": "*.md\n/旧稿/\n!keep.md\ntmp/\n*.bak.txt\n/only-top.txt\nd?/x.txt",
      "发言/.gitignore": "!*.md\n/草稿.txt\nsecret/**\n!secret/open.txt",
      "发言/2021/.gitignore": "*.md\n!/总结.md\n*.txt\n!keep.txt",
      "旧稿/.gitignore": "!*",
      "tmp/.gitignore": "!*\n!/a.txt",
      "d1/.gitignore": "\n", "d1/d2/.gitignore": "!x.txt",
    ]
    for (path, text) in ignores { try repository.place.write(text, to: path) }
    for folder in ["", "发言/", "发言/2021/", "发言/secret/", "发言/secret/in/", "旧稿/", "tmp/", "x/tmp/", "d1/", "d1/d2/"] {
      for name in [
        "a.txt", "a.md", "keep.md", "keep.txt", "草稿.txt", "总结.md", "x.txt", "y.bak.txt", "open.txt", "only-top.txt",
      ] {
        try repository.place.write("", to: folder + name)
      }
    }
    try repository.place.write("excluded.txt\n!a.md\n", to: ".git/info/exclude")
    try repository.place.write("global.txt\nexcluded-too.txt\n", to: "global")
    try repository.git("config", "core.excludesFile", repository.folder.path + "/global")
    try repository.place.write("!excluded-too.txt\n*.note\n", to: ".git/info/exclude")
    for path in ["x/excluded.txt", "global.txt", "x/global.txt", "excluded-too.txt", "a.note"] {
      try repository.place.write("", to: path)
    }
    #expect(try repository.disagreements(globalGitignore: "global") == [])
    // A walk that begins in a subfolder also applies the patterns of the folders above.
    for folder in ["发言", "发言/2021", "x", "d1", "d1/d2"] {
      #expect(try repository.disagreements(in: folder, globalGitignore: "global") == [], "\(folder)")
    }
  }

  @Test func onRepositoriesWithinAndWorktreesBeside() throws {
    try repository.place.write("*.md\ninner/b.txt\n", to: ".gitignore")
    try repository.place.write("c.txt\n", to: ".git/info/exclude")
    for path in ["a.txt", "a.md", "c.txt", "inner/a.md", "inner/b.txt", "inner/c.txt", "inner/d.txt"] {
      try repository.place.write("", to: path)
    }
    try repository.git("init", "--quiet", "inner")
    try repository.place.write("d.txt\n", to: "inner/.gitignore")
    #expect(try repository.walked(in: ".") == ["a.txt", "inner/a.md", "inner/b.txt", "inner/c.txt"])
    #expect(try repository.walked(in: "inner") == ["inner/a.md", "inner/b.txt", "inner/c.txt"])

    try repository.git(
      "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "--allow-empty", "-m", "x")
    try repository.git("worktree", "add", "--quiet", "beside")
    for name in ["c.txt", "e.md"] { try repository.place.write("", to: "beside/\(name)") }
    #expect(try repository.walked(in: "beside") == ["beside/e.md"])
  }

  @Test func noLinkIsFollowedForPatterns() throws {
    try repository.place.write("a.txt\n", to: "patterns")
    try repository.place.makeFolder("d/.gitignore")
    for path in ["a.txt", "d/a.txt", "e/a.txt"] { try repository.place.write("", to: path) }
    try repository.place.link(".gitignore", to: "patterns")
    #expect(mkfifo(repository.folder.path + "/e/.gitignore", 0o600) == 0)
    #expect(try repository.walked(in: ".") == ["a.txt", "d/a.txt", "e/a.txt", "patterns"])
  }

  @Test func nothingIsIgnoredOutsideOfARepository() throws {
    try repository.place.write("a.txt\n", to: ".gitignore")
    try repository.place.write("", to: "a.txt")
    #expect(try repository.walked(in: ".") == [])
    try FileManager.default.removeItem(atPath: repository.folder.path + "/.git")
    #expect(try repository.walked(in: ".") == ["a.txt"])
  }
}

/// Random patterns, the same ones in each run.
private struct GeneratedPatterns: Sequence, IteratorProtocol {
  private static let pieces = [
    "*", "*", "**", "/", "/", "?", "a", "b", "foo", "bar", "x", "y", ".txt", "[a-z]", "[!a]", "\\", "[", "]", "!", " ",
    "é",
    "稿", "baz", "deep", "e",
  ]
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> String? { (0..<(1 + random(6))).map { _ in Self.pieces[random(Self.pieces.count)] }.joined() }

  private mutating func random(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % count
  }
}
