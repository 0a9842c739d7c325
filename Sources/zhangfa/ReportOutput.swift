import Linting
import SystemPackage

/// Where a report goes: a standard stream, or a file that appears whole or not at all.
///
/// Text is gathered and written in large pieces.
struct ReportOutput: ~Copyable {
  private static let capacity = 64 << 10

  private let descriptor: FileDescriptor
  private let file: PendingFile?
  private var buffer: [UInt8] = []
  /// What makes room before something is written.
  private let progress: ProgressLine?

  /// Writes to a stream that is open.
  init(_ stream: FileDescriptor, _ progress: ProgressLine? = nil) {
    descriptor = stream
    self.progress = progress
    file = nil
  }

  /// Writes to the file at `path`.
  init(_ path: FilePath, _ progress: ProgressLine? = nil) throws(WritingFault) {
    self.progress = progress
    let file = try PendingFile(path)
    descriptor = file.descriptor
    self.file = file
  }

  /// Adds `text`.
  mutating func write(_ text: String) throws(WritingFault) {
    buffer += text.utf8
    if buffer.count >= Self.capacity { try flush() }
  }

  /// Writes what is left; a file gets its name now.
  mutating func finish() throws(WritingFault) {
    try flush()
    try file?.commit()
  }

  /// Writes what was gathered, so that it stands before what is written elsewhere from now on.
  mutating func flush() throws(WritingFault) {
    progress?.erase()
    guard !buffer.isEmpty else { return }
    do throws(Errno) {
      try descriptor.writeEverything(buffer)
    } catch {
      throw .system(error)
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
