import Foundation
import Platform
import SystemPackage
import TestSupport
import Testing

@testable import Linting

/// Writing and replacing files.
@Suite struct PendingFileTests {
  private let place: Workplace

  init() throws { place = try Workplace() }

  private func path(_ name: String) -> FilePath { FilePath(place.folder.path).appending(name) }

  @Test func pendingFileIsReadableOnlyByItsOwner() throws {
    try place.write("甲", to: "a.txt")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path("a.txt").string)
    let file = try PendingFile(path("a.txt"))
    #expect(try file.descriptor.stat().permissions == [.ownerReadWrite])
    try file.write(Array("乙".utf8))
    try file.commit(over: Array("甲".utf8))
    #expect(try path("a.txt").stat().permissions == [.ownerReadWrite, .groupRead])
    #expect(try place.read("a.txt") == "乙")
    #expect(try place.names() == ["a.txt"])
  }

  @Test func fileChangedMeanwhileIsNotReplaced() throws {
    try place.write("甲", to: "a.txt")
    let file = try PendingFile(path("a.txt"))
    try file.write(Array("乙".utf8))
    try place.write("丙", to: "a.txt")
    #expect(throws: WritingFault.changedMeanwhile) { try file.commit(over: Array("甲".utf8)) }
    #expect(try place.read("a.txt") == "丙")
  }

  /// An editor saves between the last check and the exchange, into the same file or as a new file.
  @Test(arguments: [false, true]) func fileChangedDuringTheExchangeIsRestored(isNewFile: Bool) throws {
    try place.write("甲", to: "a.txt")
    var file: PendingFile? = try PendingFile(path("a.txt"))
    try file?.write(Array("乙".utf8))
    if isNewFile {
      try place.write("丙", to: "b.txt")
      #expect(rename(path("b.txt").string, path("a.txt").string) == 0)
    } else {
      let editor = try FileDescriptor.open(path("a.txt"), .writeOnly, options: [.truncate])
      _ = try editor.writeAll("丙".utf8)
      try editor.close()
    }
    #expect(throws: WritingFault.changedMeanwhile) { try file?.exchange(over: Array("甲".utf8)) }
    file = nil
    #expect(try place.read("a.txt") == "丙")
    #expect(try place.names() == ["a.txt"])
  }

  /// If the file was replaced by one with the same text but stricter permissions, this is a change.
  @Test func newFileWithTheSameTextIsAChange() throws {
    try place.write("甲", to: "a.txt")
    let file = try PendingFile(path("a.txt"))
    try file.write(Array("乙".utf8))
    try place.write("甲", to: "b.txt")
    #expect(chmod(path("b.txt").string, 0o600) == 0)
    #expect(rename(path("b.txt").string, path("a.txt").string) == 0)
    #expect(throws: WritingFault.changedMeanwhile) { try file.commit(over: Array("甲".utf8)) }
    #expect(try path("a.txt").stat().permissions == [.ownerReadWrite])
  }

  /// A read-only file is refused, although its folder would allow replacing it. Root may write every file.
  @Test func readOnlyFileIsRefused() throws {
    try place.write("甲", to: "a.txt")
    #expect(chmod(path("a.txt").string, 0o444) == 0)
    if getuid() == 0 {
      let file = try PendingFile(path("a.txt"))
      try file.write(Array("乙".utf8))
      try file.commit(over: Array("甲".utf8))
    } else {
      #expect(throws: WritingFault.system(.permissionDenied)) { try PendingFile(path("a.txt")) }
    }
    #expect(try place.read("a.txt") == (getuid() == 0 ? "乙" : "甲"))
    #expect(try path("a.txt").stat().permissions == [.ownerRead, .groupRead, .otherRead])
    #expect(try place.names() == ["a.txt"])
  }

  @Test func abandonedPendingFileIsDeleted() throws {
    try place.write("甲", to: "a.txt")
    var file: PendingFile? = try PendingFile(path("a.txt"))
    try file?.write(Array("乙".utf8))
    #expect(try place.names().count == 2)
    file = nil
    #expect(try place.names() == ["a.txt"])
  }

  /// Files that are not its own are never deleted, whatever their names are.
  @Test func foreignTemporaryFilesAreKept() throws {
    try place.write("甲", to: "a.txt")
    try place.write("旧稿", to: ".zhangfa-1.tmp")
    let file = try PendingFile(path("a.txt"))
    try file.write(Array("乙".utf8))
    try file.commit()
    #expect(try place.names() == [".zhangfa-1.tmp", "a.txt"])
  }

  #if os(Linux)
    /// An access control list in Linux's format: user 1000 may read and write, the group may not.
    private static let list: [UInt8] =
      [2, 0, 0, 0]
      + [(1, 6, -1), (2, 6, 1000), (4, 0, -1), (16, 6, -1), (32, 0, -1)].flatMap {
        (tag, permissions, id) -> [UInt8] in
        [tag, 0, permissions, 0] + withUnsafeBytes(of: Int32(id).littleEndian) { Array($0) }
      }

    private static let attributes = [("user.zhangfa", Array("核".utf8)), ("system.posix_acl_access", list)]

    /// Whether the file system supports such attributes.
    private static let hasAttributes: Bool = {
      let path = FilePath(FileManager.default.temporaryDirectory.appending(path: "zhangfa-\(UUID().uuidString)").path)
      guard let file = try? FileDescriptor.open(path, .readWrite, options: [.create], permissions: [.ownerReadWrite])
      else { return false }
      defer {
        try? file.close()
        unlink(path.string)
      }
      return attributes.allSatisfy { zhangfa_fsetxattr(file.rawValue, $0.0, $0.1, $0.1.count) == 0 }
    }()

    @Test(.enabled(if: hasAttributes, "no extended attributes here")) func extendedAttributesAreKept() throws {
      try place.write("甲", to: "a.txt")
      let old = try FileDescriptor.open(path("a.txt"), .readWrite)
      for (name, value) in Self.attributes {
        #expect(zhangfa_fsetxattr(old.rawValue, name, value, value.count) == 0)
      }
      try old.close()
      let mode = try path("a.txt").stat().permissions
      try DraftWriter.write(Array("乙".utf8), over: Array("甲".utf8), at: path("a.txt"))
      let new = try FileDescriptor.open(path("a.txt"), .readOnly)
      for (name, value) in Self.attributes {
        var kept = [UInt8](repeating: 0, count: 256)
        let count = zhangfa_fgetxattr(new.rawValue, name, &kept, kept.count)
        #expect(Array(kept.prefix(max(0, count))) == value, "\(name)")
      }
      try new.close()
      #expect(try path("a.txt").stat().permissions == mode)
    }

    @Test(.enabled(if: hasAttributes, "no extended attributes here")) func defaultACLOfTheFolderIsNotInherited() throws
    {
      try place.write("甲", to: "a.txt")
      #expect(chmod(path("a.txt").string, 0o640) == 0)
      let open = try FileDescriptor.open(FilePath(place.folder.path), .readOnly)
      #expect(zhangfa_fsetxattr(open.rawValue, "system.posix_acl_default", Self.list, Self.list.count) == 0)
      try open.close()
      try DraftWriter.write(Array("乙".utf8), over: Array("甲".utf8), at: path("a.txt"))
      let new = try FileDescriptor.open(path("a.txt"), .readOnly)
      #expect(zhangfa_fgetxattr(new.rawValue, "system.posix_acl_access", nil, 0) == -1)
      try new.close()
    }

    @Test(.enabled(if: getuid() == 0, "only root can give a file away")) func aFileKeepsItsOwner() throws {
      try place.write("甲", to: "a.txt")
      #expect(chown(path("a.txt").string, 65_534, 65_534) == 0)
      try DraftWriter.write(Array("乙".utf8), over: Array("甲".utf8), at: path("a.txt"))
      #expect(try path("a.txt").stat().userID.rawValue == 65_534)
    }
  #endif

  @Test func pathsWithSymbolicLinksAreRefused() throws {
    try place.write("甲", to: "d/e/a.txt")
    try place.link("f", to: "d")
    try place.link("d/e/b.txt", to: "a.txt")
    for name in ["f/e/a.txt", "d/e/b.txt", "f/new.txt", "d/../f/e/a.txt"] {
      #expect(throws: WritingFault.link, "\(name)") { try PendingFile(path(name)) }
    }
    #expect(throws: WritingFault.system(.noSuchFileOrDirectory)) { try PendingFile(path("g/a.txt")) }
    #expect(throws: WritingFault.system(.isDirectory)) { try PendingFile(path("d/..")) }
    _ = try PendingFile(path("d/../d/e/a.txt"))
  }
}
