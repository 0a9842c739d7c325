/// What runners of CI take for commands when they read what a program writes: a stranger's draft must not command them.
///
/// GitHub obeys a line that begins with `::` behind blanks, and `##[…]` anywhere; Azure `##vso[…]`, TeamCity `##teamcity[…]`,
/// GitLab `section_start:` and `section_end:`. A line ends with LF or CR.
package enum RunnerCommands {
  /// The offsets of bytes, ascending, without which nothing in `bytes` would be a command.
  package static func keys(in bytes: [UInt8]) -> [Int] {
    var keys: [Int] = []
    bytes.withUnsafeBufferPointer { bytes in
      bytes.forEachOccurrence(of: colons) { if bytes.isBlankLine(before: $0) { keys.append($0) } }
      bytes.forEachOccurrence(of: hashes) { offset in
        let name = bytes[(offset + 2)...].prefix { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }
        if name.endIndex < bytes.count, bytes[name.endIndex] == UInt8(ascii: "[") { keys.append(offset + 1) }
      }
      for section in sections { bytes.forEachOccurrence(of: section) { keys.append($0 + section.count - 1) } }
    }
    return keys.sorted()
  }

  private static let colons = Array("::".utf8)[...]
  private static let hashes = Array("##".utf8)[...]
  private static let sections = ["section_start:", "section_end:"].map { Array($0.utf8)[...] }
}

/// `text` with nothing in it that a runner of CI would obey: ¦ takes the place of the sign that makes a command.
package func withoutRunnerCommands(_ text: String) -> String {
  let bytes = Array(text.utf8)
  let keys = RunnerCommands.keys(in: bytes)
  guard !keys.isEmpty else { return text }
  var result: [UInt8] = []
  var copied = 0
  for key in keys {
    result += bytes[copied..<key]
    result += "¦".utf8
    copied = key + 1
  }
  return String(decoding: result + bytes[copied...], as: UTF8.self)
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether nothing but blanks stands between the beginning of the line and `offset`.
  fileprivate func isBlankLine(before offset: Int) -> Bool {
    var end = offset
    while end > 0 {
      var start = end - 1
      while start > 0, self[start] & 0xC0 == 0x80 { start -= 1 }
      if self[start] == 0x0A || self[start] == 0x0D { return true }
      let scalar = String(decoding: self[start..<end], as: UTF8.self).unicodeScalars.first
      guard scalar?.properties.isWhitespace == true else { return false }
      end = start
    }
    return true
  }
}
