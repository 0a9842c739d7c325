import CFileSystem
import Foundation
import SystemPackage
import Testing

@testable import Linting

/// How files are written.
@Suite final class PendingFileTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("zhangfa-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func path(_ name: String) -> FilePath { FilePath(folder.path).appending(name) }

  private func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: name))
  }

  private func read(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
  }

  @Test func nobodyReadsAFileInTheMakingWhoCouldNotReadTheOldOne() throws {
    try write("甲", to: "a.txt")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path("a.txt").string)
    let file = try PendingFile(path("a.txt"))
    #expect(try file.descriptor.stat().permissions == [.ownerReadWrite])
    try file.write(Array("乙".utf8))
    try file.commit(over: Array("甲".utf8))
    #expect(try path("a.txt").stat().permissions == [.ownerReadWrite, .groupRead])
    #expect(try read("a.txt") == "乙")
    #expect(try names == ["a.txt"])
  }

  @Test func whatWasSavedMeanwhileStays() throws {
    try write("甲", to: "a.txt")
    let file = try PendingFile(path("a.txt"))
    try file.write(Array("乙".utf8))
    try write("丙", to: "a.txt")
    #expect(throws: WritingFault.changedMeanwhile) { try file.commit(over: Array("甲".utf8)) }
    #expect(try read("a.txt") == "丙")
  }

  @Test func aFileGivenUpIsTakenAway() throws {
    try write("甲", to: "a.txt")
    var file: PendingFile? = try PendingFile(path("a.txt"))
    try file?.write(Array("乙".utf8))
    #expect(try names.count == 2)
    file = nil
    #expect(try names == ["a.txt"])
  }

  /// Of others nothing is deleted, whatever it is called.
  @Test func onlyItsOwnIsTakenAway() throws {
    try write("甲", to: "a.txt")
    try write("旧稿", to: ".zhangfa-1.tmp")
    let file = try PendingFile(path("a.txt"))
    try file.write(Array("乙".utf8))
    try file.commit()
    #expect(try names == [".zhangfa-1.tmp", "a.txt"])
  }

  @Test func attributesStay() throws {
    try write("甲", to: "a.txt")
    let old = try FileDescriptor.open(path("a.txt"), .readWrite)
    let value = Array("核".utf8)
    // Not every file system has such attributes.
    guard zhangfa_fsetxattr(old.rawValue, "user.zhangfa", value, value.count) == 0 else { return }
    try old.close()
    try DraftWriter.write(Array("乙".utf8), over: Array("甲".utf8), at: path("a.txt"))
    let new = try FileDescriptor.open(path("a.txt"), .readOnly)
    var kept = [UInt8](repeating: 0, count: 8)
    #expect(zhangfa_fgetxattr(new.rawValue, "user.zhangfa", &kept, kept.count) == value.count)
    #expect(kept.starts(with: value))
    try new.close()
  }

  @Test func noLinkIsOnTheWay() throws {
    try FileManager.default.createDirectory(at: folder.appending(path: "d/e"), withIntermediateDirectories: true)
    try write("甲", to: "d/e/a.txt")
    let manager = FileManager.default
    try manager.createSymbolicLink(atPath: path("f").string, withDestinationPath: "d")
    try manager.createSymbolicLink(atPath: path("d/e/b.txt").string, withDestinationPath: "a.txt")
    for name in ["f/e/a.txt", "d/e/b.txt", "f/new.txt", "d/../f/e/a.txt"] {
      #expect(throws: WritingFault.link, "\(name)") { try PendingFile(path(name)) }
    }
    #expect(throws: WritingFault.system(.noSuchFileOrDirectory)) { try PendingFile(path("g/a.txt")) }
    #expect(throws: WritingFault.system(.isDirectory)) { try PendingFile(path("d/..")) }
    _ = try PendingFile(path("d/../d/e/a.txt"))
  }
}
