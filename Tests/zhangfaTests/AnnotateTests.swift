import Foundation
import Testing

/// `--annotate`, `--track-changes` and `--fix --output` with Word drafts.
@Suite struct AnnotateTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.write(Self.fixture("half-year-word-numbering"), to: "a.docx")
  }

  private static func fixture(_ name: String) throws -> [UInt8] {
    try Checkout.fixture("\(name)/draft.docx")
  }

  private func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: place.folder.appending(path: path)))
  }

  private func run(_ arguments: String...) throws -> CommandLineRun {
    try place.zhangfa(["check", "--no-config"] + arguments, environment: ["SOURCE_DATE_EPOCH": "1600000000"])
  }

  private func names(_ folder: String = "") throws -> [String] { try place.names(in: folder) }

  @Test func theCopyStandsBesideTheDraft() throws {
    let draft = try bytes("a.docx")
    let run = try run("a.docx", "--annotate")
    #expect(run.status == 1)
    #expect(run.output.contains("[count/mismatch]"))
    #expect(run.error == "zhangfa: note: wrote a.核稿.docx: 3 comments, 0 changes\n")
    #expect(try bytes("a.docx") == draft)
    let first = try bytes("a.核稿.docx")
    // A second run, and a run on the copy, give the same file.
    _ = try self.run("a.docx", "--annotate")
    #expect(try bytes("a.核稿.docx") == first)
    _ = try self.run("a.核稿.docx", "--annotate", "--output", "b.docx")
    #expect(try bytes("b.docx") == first)
  }

  @Test func countsOneCommentInTheSingular() throws {
    let run = try run("a.docx", "--annotate", "--select", "count/mismatch")
    #expect(run.error == "zhangfa: note: wrote a.核稿.docx: 1 comment, 0 changes\n")
  }

  @Test func aFileOfTheUserIsNotReplaced() throws {
    try place.write("手写的意见\n", to: "a.核稿.docx")
    let run = try run("a.docx", "--annotate")
    #expect(run.status == 2 && (run.output + run.error).contains("no copy of ours"), "\(run)")
    #expect(try place.read("a.核稿.docx") == "手写的意见\n")
  }

  @Test func copyHasThePermissionsOfTheDraft() throws {
    let manager = FileManager.default
    func mode(_ name: String) throws -> Int? {
      try manager.attributesOfItem(atPath: place.folder.appending(path: name).path)[.posixPermissions] as? Int
    }
    try manager.setAttributes([.posixPermissions: 0o600], ofItemAtPath: place.folder.appending(path: "a.docx").path)
    _ = try run("a.docx", "--annotate")
    #expect(try mode("a.核稿.docx") == 0o600)
  }

  @Test func draftsBesideWordDraftsStayAsTheyAre() throws {
    try place.write("青梧街道工作要点\n\n我们的的工作。\n", to: "in/d.txt")
    try place.write(Self.fixture("half-year-word-numbering"), to: "in/c.docx")
    _ = try run("in", "--annotate", "--fix", "--output", "out/")
    #expect(try place.read("in/d.txt") == "青梧街道工作要点\n\n我们的的工作。\n")
    #expect(try names("out") == ["c.核稿.docx"])
    try place.write(Self.fixture("plan-word-headings"), to: "other/e.docx")
    _ = try run("other/e.docx", "--annotate", "--output", "new/")
    #expect(try names("new") == ["e.核稿.docx"])
    try place.makeFolder("here")
    _ = try run("in", "in/../other", "--annotate", "--output", "here")
    #expect(try names("here") == ["c.核稿.docx", "e.核稿.docx"])
  }

  @Test("Only a document that is checked is said to get no copy")
  func documentsWithoutACopy() throws {
    try place.write("甲\n", to: "in/b.doc")
    let note = "zhangfa: note: in/b.doc is no .docx and gets no copy: save it as .docx\n"
    #expect(try run("in/b.doc", "--annotate").error.contains(note))
    let skipped = try run("in", "--annotate")
    #expect(skipped.error.contains("in/b.doc: not checked: ") && !skipped.error.contains(note), "\(skipped)")
  }

  @Test func copyIsCheckedOnlyIfItIsNamed() throws {
    let findings = try run("a.docx", "--format", "concise").output
    _ = try run(".", "--annotate")
    #expect(try names() == ["a.docx", "a.核稿.docx"])
    let again = try run(".", "--annotate")
    #expect(try names() == ["a.docx", "a.核稿.docx"])
    #expect((again.output + again.error).contains("a copy with comments of zhangfa, which is not checked"))
    #expect(try run("a.核稿.docx", "--format", "concise").output.replacing("a.核稿.docx", with: "a.docx") == findings)
  }

  @Test func copiesOfAFolderAreWrittenToAFolder() throws {
    try place.write(Self.fixture("plan-word-headings"), to: "in/sub/b.docx")
    try place.write(Self.fixture("half-year-word-numbering"), to: "in/c.docx")
    try place.write("青梧街道工作要点\n一、甲\n", to: "in/d.txt")
    let run = try run("in", "--annotate", "--output", "out/copies")
    #expect(run.status == 1)
    #expect(try names("out/copies") == ["c.核稿.docx", "sub"])
    #expect(try names("out/copies/sub") == ["b.核稿.docx"])
    #expect(try names("in") == ["c.docx", "d.txt", "sub"])
  }

  @Test(arguments: [
    ("c.docx", "no Word draft", ["c.txt", "--annotate", "--output"]),
    ("c.docx", "name a folder", ["a.docx", "b.docx", "--annotate", "--output"]),
    ("a.docx", "the copy would replace the draft a.docx", ["a.docx", "--annotate", "--output"]),
    ("c.txt", "is neither the name of a .docx nor a folder", ["a.docx", "--annotate", "--output"]),
    (
      "foreign.docx", "not written: there is a file of that name which is no copy of ours",
      ["a.docx", "--annotate", "--output"]
    ),
    ("link.docx", "not written: a link", ["a.docx", "--annotate", "--output"]),
    ("hidden/x.docx", "not written: a link", ["a.docx", "--annotate", "--output"]),
  ])
  func unsafeOutputPathsAreRefused(output: String, message: String, arguments: [String]) throws {
    try place.write(Self.fixture("plan-word-headings"), to: "b.docx")
    try place.write(Self.fixture("plan-word-headings"), to: "foreign.docx")
    try place.write("青梧街道工作要点\n", to: "c.txt")
    try place.makeFolder("real")
    try place.link("link.docx", to: "foreign.docx")
    try place.link("hidden", to: "real")
    let before = try names()
    let run = try place.zhangfa(["check", "--no-config"] + arguments + [output])
    #expect(run.status == 2)
    #expect((run.output + run.error).contains(message))
    #expect(try names() == before)
    #expect(try bytes("foreign.docx") == Self.fixture("plan-word-headings"))
    #expect(try names("real").isEmpty)
  }

  @Test func fixesAreTrackedOrMade() throws {
    try place.write(
      """
      kind: replace
      severity: error
      message: {zh: '“{match}”不该有', en: '“{match}” should not be here'}
      why: {zh: 试, en: a test}
      pattern: 防汛
      replacement: 防洪
      applicability: safe
      """, to: "rules/test/b.yaml")
    let options = ["a.docx", "--rules", "rules", "--trust-rules", "--select", "test/b"]
    let tracked = try place.zhangfa(["check"] + options + ["--track-changes"])
    #expect(tracked.status == 0)
    #expect(tracked.error.contains("wrote a.核稿.docx: 0 comments, "))
    let plain = try place.zhangfa(["check"] + options + ["--fix", "--output", "b.docx"])
    #expect(plain.error.contains("wrote b.docx: 0 comments, "))
    #expect(plain.output == tracked.output)
    for copy in ["a.核稿.docx", "b.docx"] {
      let run = try place.zhangfa(["check", copy, "--rules", "rules", "--select", "test/b"])
      #expect(run.status == 0)
    }
    // The draft is as it was.
    #expect(try bytes("a.docx") == Self.fixture("half-year-word-numbering"))
  }

  @Test func contradictoryOptionsAreRefused() throws {
    for arguments in [
      ["--annotate", "--diff"], ["--annotate", "--timing"], ["--annotate", "-"], ["--annotate", "--unsafe-fixes"],
    ] {
      #expect(try place.zhangfa(["check", "a.docx"] + arguments).status == 2)
    }
  }
}
