import Testing

@testable import Reporting

@Suite struct PathBaseTests {
  private let base = PathBase(workingFolder: "/work/甲 乙")

  @Test(arguments: [
    ("a.txt", "a.txt", "a.txt"),
    ("./b/../稿 1.txt", "稿 1.txt", "%E7%A8%BF%201.txt"),
    ("a:b%.txt", "a:b%.txt", "a%3Ab%25.txt"),
    ("<stdin>", "<stdin>", "%3Cstdin%3E"),
    ("/work/甲 乙/c/𠮷.md", "c/𠮷.md", "c/%F0%A0%AE%B7.md"),
    ("../other/d.txt", "/work/other/d.txt", "file:///work/other/d.txt"),
    ("/tmp/e #1?.txt", "/tmp/e #1?.txt", "file:///tmp/e%20%231%3F.txt"),
    ("/work/甲 乙丙/f.txt", "/work/甲 乙丙/f.txt", "file:///work/%E7%94%B2%20%E4%B9%99%E4%B8%99/f.txt"),
    ("../../../../g.txt", "/g.txt", "file:///g.txt"),
    ("\u{1}\u{F}", "\u{1}\u{F}", "%01%0F"),
  ])
  func namesFilesFromTheWorkingFolderOn(path: String, relative: String, uri: String) {
    #expect(base.relative(path) == relative)
    #expect(base.uri(path).text == uri)
    #expect(base.uri(path).isRelative == !uri.hasPrefix("file:"))
  }

  @Test func theRootIsAFolder() {
    #expect(base.rootURI == "file:///work/%E7%94%B2%20%E4%B9%99/")
    #expect(PathBase(workingFolder: "/").rootURI == "file:///")
  }

  @Test func aRepositoryAroundTheWorkingFolderIsTheRoot() {
    let inside = PathBase(workingFolder: "/repo/docs", repository: "/repo/")
    #expect(inside.relative("a.txt") == "docs/a.txt")
    #expect(inside.relative("../a.txt") == "a.txt")
    #expect(inside.rootURI == "file:///repo/")
    #expect(PathBase(workingFolder: "/repository", repository: "/repo").relative("a.txt") == "a.txt")
  }
}
