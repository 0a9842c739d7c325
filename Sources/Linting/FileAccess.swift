import Platform
import SystemPackage

extension FileDescriptor {
  /// Gives this file, which only its owner may read yet, the owner, permissions, access control lists and extended
  /// attributes of `other`.
  ///
  /// - Throws: What cannot be carried over. Nobody may read this file then who could not read `other`.
  func takeAccess(of other: FileDescriptor) throws(WritingFault) {
    let (new, old) = try writing { () throws(Errno) in (try stat(), try other.stat()) }
    if (new.userID, new.groupID) != (old.userID, old.groupID),
      fchown(rawValue, old.userID.rawValue, old.groupID.rawValue) != 0
    {
      throw .otherOwner
    }
    try takeAttributes(of: other)
    // At the end: a change of owner takes permissions away, and beside an access control list that is not there yet, or one of the
    // folder's that is still there, the permissions of the group mean something else.
    guard fchmod(rawValue, old.permissions.rawValue) == 0 else { throw .system(Errno(rawValue: errno)) }
  }

  private func takeAttributes(of other: FileDescriptor) throws(WritingFault) {
    let wanted = try other.attributeNames()
    // What a new file has from its folder is not the old one's.
    for name in try attributeNames() where !wanted.contains(name) {
      guard zhangfa_fremovexattr(rawValue, name) == 0 else { throw .attribute(name) }
    }
    for name in wanted {
      guard let value = other.attribute(name) else { throw .attribute(name) }
      if attribute(name) == value { continue }
      guard zhangfa_fsetxattr(rawValue, name, value, value.count) == 0 else { throw .attribute(name) }
    }
  }

  /// The names of the extended attributes, on Linux those that hold access control lists among them; none where the file system
  /// has none.
  private func attributeNames() throws(WritingFault) -> [String] {
    guard let bytes = filled({ zhangfa_flistxattr(rawValue, $0?.assumingMemoryBound(to: CChar.self), $1) }) else {
      let reason = Errno(rawValue: errno)
      if [.notSupported, .noFunction].contains(reason) { return [] }
      throw .system(reason)
    }
    return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  private func attribute(_ name: String) -> [UInt8]? {
    filled { zhangfa_fgetxattr(rawValue, name, $0, $1) }
  }

  /// What `fill` writes, which is asked for the size first; nil where it fails.
  private func filled(_ fill: (UnsafeMutableRawPointer?, Int) -> Int) -> [UInt8]? {
    let size = fill(nil, 0)
    guard size > 0 else { return size == 0 ? [] : nil }
    var count = -1
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, written in
      count = fill(buffer.baseAddress, size)
      written = max(0, count)
    }
    return count < 0 ? nil : bytes
  }
}
