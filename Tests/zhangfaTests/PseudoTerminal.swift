import Foundation
import SystemPackage
import Testing

@testable import zhangfa

/// A pseudo-terminal for tests.
final class PseudoTerminal {
  /// The end to which programs write.
  let descriptor: FileDescriptor
  private let screen: FileDescriptor

  init(columns: Int) throws {
    var (screen, terminal): (CInt, CInt) = (-1, -1)
    var size = winsize(ws_row: 24, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    try #require(openpty(&screen, &terminal, nil, nil, &size) == 0)
    // Programs that other tests start must not inherit it.
    for end in [screen, terminal] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    self.screen = FileDescriptor(rawValue: screen)
    descriptor = FileDescriptor(rawValue: terminal)
  }

  deinit {
    try? descriptor.close()
    try? screen.close()
  }

  /// Returns everything that was written. Nothing may be written after this call.
  func written() throws -> String {
    // The terminal passes data on with a delay, so only an end mark shows that everything has arrived.
    let end = Array("\u{4}".utf8)
    try descriptor.writeAll(end)
    var bytes: [UInt8] = []
    while bytes.last != end[0] {
      bytes += try [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
        count = try screen.read(into: UnsafeMutableRawBufferPointer(buffer))
      }
    }
    return String(decoding: bytes.dropLast(), as: UTF8.self)
  }

  /// Returns the visible lines after `text` was written.
  static func lines(after text: String) -> [String] {
    var lines: [[Unicode.Scalar]] = [[]]
    var column = 0
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\r": column = 0
      case "\n":
        lines.append([])
        column = 0
      case "\u{1B}":
        #expect(rest.prefix(2) == ["[", "K"])
        rest = rest.dropFirst(2)
        lines[lines.count - 1] = Array(lines[lines.count - 1].prefix(column))
      default:
        let line = lines[lines.count - 1]
        lines[lines.count - 1] = line.prefix(column) + [scalar] + line.dropFirst(column + 1)
        column += 1
      }
    }
    return lines.map { line in line.reduce(into: "") { $0.unicodeScalars.append($1) } }
  }
}
