import SystemPackage

/// A stream that the program was given.
struct StandardStream {
  static let input = StandardStream(descriptor: .standardInput)
  static let output = StandardStream(descriptor: .standardOutput)
  static let error = StandardStream(descriptor: .standardError)

  let descriptor: FileDescriptor

  /// Writes `text`, if there is anybody left to read it.
  func write(_ text: String) {
    _ = try? descriptor.writeAll(text.utf8)
  }
}
