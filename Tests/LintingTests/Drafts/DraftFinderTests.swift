import Foundation
import SystemPackage
import TestSupport
import Testing
import WordText

@testable import Linting

@Suite struct DraftFinderTests {
  private let place: Workplace
  private var folder: URL { place.folder }

  init() throws { place = try Workplace() }

  /// Makes files, and folders where a path ends with a slash.
  private func make(_ paths: String...) throws {
    for path in paths {
      if path.hasSuffix("/") { try place.makeFolder(path) } else { try place.write("甲", to: path) }
    }
  }

  /// Returns the paths found under `paths` and the errors, without the folder's own path.
  private func found(_ paths: String...) -> [String] {
    let prefix = folder.path + "/"
    var finder = DraftFinder(by: nil)
    return finder.drafts(under: paths.map { FilePath(prefix + $0) }).filter { !$0.isSkipped }.map { finding in
      let path = finding.path.string.replacingOccurrences(of: prefix, with: "")
      return finding.error.map { "\(path): \($0.message.en)" } ?? path
    }
  }

  @Test func walksFoldersInTheOrderOfBytes() throws {
    try make("d/b.txt", "d/a/z.md", "d/a.docx", "d/B.TXT", "d/甲.txt", "d/note.rtf", "d/Makefile")
    #expect(found("d") == ["d/B.TXT", "d/a.docx", "d/a/z.md", "d/b.txt", "d/甲.txt"])
  }

  /// Unread documents in folders are listed; pictures and the like are not. A file given by name is never skipped.
  @Test(arguments: [false, true])
  func listsUnreadableDocumentsAsSkipped(withProgram: Bool) throws {
    try make("d/a.txt", "d/b.doc", "d/c.PDF", "d/e/f.wps", "d/e/g.ofd", "d/h.png", "d/i.xlsx", "d/.j.doc", "d/~$b.doc")
    var finder = DraftFinder(by: withProgram ? OfficeProgram("/nowhere/soffice") : nil)
    let found = finder.drafts(under: [FilePath(folder.path + "/d"), FilePath(folder.path + "/d/h.png")])
    #expect(found.map(\.path.lastComponent?.string) == ["a.txt", "b.doc", "c.PDF", "f.wps", "g.ofd", "h.png"])
    #expect(found.map(\.isSkipped) == [false, !withProgram, true, !withProgram, true, false])
    #expect(
      found.map(\.error) == [
        nil, withProgram ? nil : .needsOfficeProgram(fileExtension: "doc"), .notADraft(fileExtension: "pdf"),
        withProgram ? nil : .needsOfficeProgram(fileExtension: "wps"), .notADraft(fileExtension: "ofd"), nil,
      ])
  }

  @Test func skipsHiddenFilesAndLockFiles() throws {
    try make("d/a.txt", "d/.b.txt", "d/.git/c.txt", "d/~$a.docx")
    #expect(found("d") == ["d/a.txt"])
  }

  @Test func includesNamedFilesWithAnyExtension() throws {
    try make("d/note.text", "d/.hidden.txt")
    #expect(found("d/note.text", "d/.hidden.txt") == ["d/note.text", "d/.hidden.txt"])
  }

  @Test func returnsEachDraftOnce() throws {
    try make("d/a.txt", "d/b.txt")
    try place.link("d/c.txt", to: "b.txt")
    #expect(found("d/b.txt", "d", "d/./b.txt", "d/../d/a.txt", "d/c.txt") == ["d/b.txt", "d/a.txt"])
  }

  /// A walk does not follow links. It lists the links whose targets it has not found elsewhere.
  @Test func aWalkFollowsNoLinks() throws {
    try make("d/a.txt", "d/.git/config", "e/b.txt")
    try place.link("d/up", to: "..")
    try place.link("d/self.txt", to: ".")
    try place.link("d/A.txt", to: "a.txt")
    try place.link("d/config.txt", to: ".git/config")
    try place.link("d/other.txt", to: "../e/b.txt")
    try place.link("d/gone.txt", to: "gone")
    #expect(found("d") == ["d/a.txt"])
    var finder = DraftFinder()
    _ = finder.drafts(under: [FilePath(folder.path + "/d")])
    #expect(finder.skippedLinks.map(\.lastComponent?.string) == ["config.txt", "gone.txt", "other.txt", "self.txt"])
    _ = finder.drafts(under: [FilePath(folder.path + "/e")])
    #expect(finder.skippedLinks.map(\.lastComponent?.string) == ["config.txt", "gone.txt", "self.txt"])
    #expect(found("d/other.txt") == ["d/other.txt"])
  }

  @Test func loopsOfLinksEnd() throws {
    try make("d/e/a.txt")
    try place.link("d/e/loop", to: "../../d")
    try place.link("through", to: "d/e")
    #expect(found("d", "through") == ["d/e/a.txt"])
    #expect(found("through") == ["through/a.txt"])
    try place.link("d/one.txt", to: "other.txt")
    try place.link("d/other.txt", to: "one.txt")
    #expect(found("d") == ["d/e/a.txt"])
  }

  @Test func excludedDraftsAreFoundOnlyByName() throws {
    try make("d/a.txt", "d/old/b.txt", "d/old/c.txt", "d/new.txt/", "d/x.pdf", "d/x.png")
    var asked: [String] = []
    var exclusions = Exclusions()
    exclusions.excludes = { path, isFolder in
      asked.append((path.lastComponent?.string ?? "") + (isFolder ? "/" : ""))
      return path.lastComponent == "old" || path.lastComponent == "c.txt"
    }
    var finder = DraftFinder(skipping: exclusions)
    let findings = finder.drafts(under: ["d", "d/old/c.txt", "d/old"].map { FilePath("\(folder.path)/\($0)") })
      .filter { !$0.isSkipped }
    #expect(findings.map(\.path.lastComponent?.string) == ["a.txt", "c.txt", "b.txt"])
    // Files in an excluded folder are not asked about, nor are files that are not documents.
    #expect(asked.sorted() == ["a.txt", "b.txt", "c.txt", "new.txt/", "old/", "x.pdf"])
  }

  @Test func saysThatAllDraftsAreExcluded() throws {
    try make("d/a.txt", "e/a.pdf")
    var exclusions = Exclusions()
    exclusions.excludes = { path, _ in path.lastComponent == "a.txt" }
    var finder = DraftFinder(skipping: exclusions)
    let findings = finder.drafts(under: ["d", "e"].map { FilePath("\(folder.path)/\($0)") })
    #expect(findings.map(\.error) == [.folderOfExcluded, .notADraft(fileExtension: "pdf"), .folderWithoutDrafts])
  }

  @Test func reportsMissingFilesAndFoldersWithoutDrafts() throws {
    try make("empty/", "d/a.txt", "none/a.pdf")
    #expect(
      found("empty", "nowhere.txt", "d", "none") == [
        "empty: no drafts (.txt, .md, .docx) in this folder", "nowhere.txt: no such file", "d/a.txt",
        "none: no drafts (.txt, .md, .docx) in this folder",
      ])
  }

  @Test func skipsPipesAndDevices() throws {
    try make("d/a.txt")
    #expect(mkfifo(folder.path + "/d/pipe.txt", 0o600) == 0)
    try place.link("d/zero.txt", to: "/dev/zero")
    try place.link("d/link.txt", to: "pipe.txt")
    #expect(found("d") == ["d/a.txt"])
    #expect(found("d/pipe.txt") == ["d/pipe.txt"])
  }

  @Test func aLinkToNothingIsFoundAndCannotBeRead() throws {
    try make("d/")
    try place.link("d/a.txt", to: "gone")
    #expect(found("d/a.txt") == ["d/a.txt: no such file"])
    #expect(throws: DraftError.system(.noSuchFileOrDirectory)) {
      try DraftReader.read(FilePath(folder.path + "/d/a.txt"))
    }
  }

  @Test(arguments: [
    ("a.docx", "甲", DraftError.word(.notWord(nil))), ("a.docx", "", .empty),
    ("a.DOC", "甲", .needsOfficeProgram(fileExtension: "doc")),
    ("a.PDF", "甲", .notADraft(fileExtension: "pdf")), ("a.wps", "%TSD-Header-###%", .word(.encryptedByOffice)),
    ("a.doc", "%PDF-1.7", .word(.notWord(.pdf))), ("a.odt", "PK\u{3}\u{4}", .word(.damaged)),
    ("a.txt", "", .empty),
    ("a.txt", "\u{FEFF}\r\n \t", .empty),
    ("a.txt", "\u{3000}\u{3000}\r\n\u{A0}\u{2003}", .empty),
  ])
  func saysWhyADraftCannotBeRead(name: String, text: String, error: DraftError) {
    #expect(throws: error) { try DraftReader.read(Array(text.utf8), named: FilePath(name), by: nil) }
  }

  @Test func aFolderIsNoDraft() throws {
    try make("x.txt/")
    #expect(throws: DraftError.system(.isDirectory)) { try DraftReader.read(FilePath(folder.path + "/x.txt")) }
  }
}
