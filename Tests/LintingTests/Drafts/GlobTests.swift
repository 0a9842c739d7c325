import Testing

@testable import Linting

/// The paths that a glob matches, by the rules of `gitignore(5)`.
@Suite struct GlobTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let glob: String
    var fits: [String] = []
    var fitsNot: [String] = []

    var testDescription: String { glob }
  }

  static let cases = [
    Case(glob: "*.txt", fits: ["a.txt", "稿件/总结.txt", "a/b/.txt"], fitsNot: ["a.txt2", "a.md", "txt"]),
    Case(glob: "归档", fits: ["归档", "归档/a.txt", "x/归档/y/a.txt"], fitsNot: ["归档2/a.txt", "未归档"]),
    Case(glob: "归档/", fits: ["归档/a.txt", "x/归档/a.txt"], fitsNot: ["归档", "x/归档"]),
    Case(glob: "/草稿.txt", fits: ["草稿.txt"], fitsNot: ["x/草稿.txt"]),
    Case(glob: "发言/*.txt", fits: ["发言/a.txt"], fitsNot: ["发言/x/a.txt", "x/发言/a.txt"]),
    Case(glob: "发言/**/*.txt", fits: ["发言/a.txt", "发言/x/y/a.txt"], fitsNot: ["发言.txt", "发言/x/a.md"]),
    Case(glob: "**/旧/*", fits: ["旧/a.txt", "x/y/旧/a.txt"], fitsNot: ["旧", "x/旧"]),
    Case(glob: "2021/**", fits: ["2021/a.txt", "2021/x/a.txt"], fitsNot: ["2021", "x/2021/a.txt"]),
    Case(glob: "第?稿.md", fits: ["第2稿.md", "x/第3稿.md"], fitsNot: ["第12稿.md", "第/稿.md", "第三稿.md"]),
    Case(glob: "稿[0-9a].txt", fits: ["稿1.txt", "稿a.txt"], fitsNot: ["稿b.txt", "稿.txt"]),
    Case(glob: "稿[!0-9].txt", fits: ["稿a.txt"], fitsNot: ["稿1.txt", "稿/.txt"]),
    Case(glob: #"\*.txt"#, fits: ["*.txt"], fitsNot: ["a.txt"]),
    Case(glob: "a+b(1).txt", fits: ["a+b(1).txt"], fitsNot: ["aab1.txt"]),
    Case(glob: "a\nb", fits: ["a\nb"], fitsNot: ["a", "b"]),
  ]

  @Test("What fits", arguments: cases)
  func fits(_ example: Case) throws {
    let glob = try #require(Glob(example.glob))
    #expect(example.fits.filter { !glob.matches($0) } == [])
    #expect(example.fitsNot.filter { glob.matches($0) } == [])
  }

  @Test func aFolderFitsAGlobForFolders() throws {
    #expect(Glob("归档/")?.matches("x/归档", isFolder: true) == true)
  }

  /// The time must not grow with folders × bytes, which would take minutes.
  @Test("However deep a path is", arguments: ["a/**/b", "**/**/**/x", "**/a/**/a/**/a/b", "*a*a*a*b", "a*/**/*b/"])
  func deepPaths(_ glob: String) throws {
    let path = String(repeating: "a/", count: 2_000) + "a.txt"
    #expect(try !#require(Glob(glob)).matches(path))
    #expect(try #require(Glob("**/a.txt")).matches(path))
    #expect(try #require(Glob("a/**/a/")).matches(path))
  }

  @Test("What can fit nothing is no pattern", arguments: ["", "#a", "!a", "   ", "/", "[草稿", "a[b.txt"])
  func nothing(_ text: String) {
    #expect(Glob(text) == nil)
  }
}
