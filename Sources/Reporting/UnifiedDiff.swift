import DraftText

/// The difference between two versions of a file, as `diff -u` and `git diff` write it and `patch` and `git apply` read
/// it.
///
/// Bytes are compared, whatever their encoding. A line ends with a line feed.
package struct UnifiedDiff {
  /// The number of unchanged lines that are shown on each side of a change.
  private static let context = 3

  private let path: [UInt8]
  private let old: [ArraySlice<UInt8>]
  private let new: [ArraySlice<UInt8>]

  /// Compares two versions of the file at `path`, which has the bytes of the file system.
  package init(path: [UInt8], old: [UInt8], new: [UInt8]) {
    self.path = path
    self.old = lines(of: old)
    self.new = lines(of: new)
  }

  /// The diff; empty where nothing differs.
  package var bytes: [UInt8] {
    let hunks = hunks
    guard !hunks.isEmpty else { return [] }
    return Array("--- ".utf8) + name("a") + Array("\n+++ ".utf8) + name("b") + Array("\n".utf8) + hunks.flatMap(text)
  }

  /// Returns the name of a side, with the prefix that `git apply` and `patch -p1` remove, and quoted as git does if
  /// necessary.
  private func name(_ side: String) -> [UInt8] {
    let name = Array("\(side)/".utf8) + path.drop { $0 == UInt8(ascii: "/") }
    let keys = RunnerCommands.keys(in: name)
    let text = String(validating: name, as: UTF8.self)
    guard let text, keys.isEmpty, !text.unicodeScalars.contains(where: { $0.isHarmful || $0 == "\"" || $0 == "\\" })
    else {
      let characters = name.enumerated().map {
        keys.contains($0.offset) ? Self.number($0.element) : Self.escaped($0.element)
      }
      return Array("\"\(characters.joined())\"".utf8)
    }
    // A tab ends a name with spaces.
    return text.contains(" ") ? name + Array("\t".utf8) : name
  }

  private static func escaped(_ byte: UInt8) -> String {
    switch byte {
    case 0x22, 0x5C: "\\" + String(UnicodeScalar(byte))
    case 0x20..<0x7F: String(UnicodeScalar(byte))
    default: number(byte)
    }
  }

  /// Returns the escape of a byte: a backslash and three octal digits.
  private static func number(_ byte: UInt8) -> String {
    "\\" + String(repeating: "0", count: byte < 8 ? 2 : byte < 64 ? 1 : 0) + String(byte, radix: 8)
  }

  // MARK: Hunks

  /// The changes in groups: changes near each other form one hunk.
  private var hunks: [[LineChange]] {
    var hunks: [[LineChange]] = []
    for change in changes {
      if let last = hunks.last?.last, change.old.lowerBound - last.old.upperBound <= 2 * Self.context {
        hunks[hunks.count - 1].append(change)
      } else {
        hunks.append([change])
      }
    }
    return hunks
  }

  /// The changes, and unchanged lines near them that a CI runner would take for commands behind the space of a context
  /// line. The diff deletes and adds these lines instead.
  private var changes: [LineChange] {
    let changes = LineChange.changes(from: old, to: new)
    // The indices of such lines in the new version, by their indices in the old version.
    var commands: [Int: Int] = [:]
    for (index, change) in changes.enumerated() {
      let last = index > 0 ? changes[index - 1].old.upperBound : 0
      let next = index + 1 < changes.count ? changes[index + 1].old.lowerBound : old.count
      for line in commandLines(in: (last..<change.old.lowerBound).reversed()) {
        commands[line] = line - change.old.lowerBound + change.new.lowerBound
      }
      for line in commandLines(in: change.old.upperBound..<next) {
        commands[line] = line - change.old.upperBound + change.new.upperBound
      }
    }
    guard !commands.isEmpty else { return changes }
    let unchanged = commands.map { LineChange(old: $0..<($0 + 1), new: $1..<($1 + 1)) }
    return (changes + unchanged).sorted {
      ($0.old.lowerBound, $0.old.upperBound) < ($1.old.lowerBound, $1.old.upperBound)
    }
  }

  /// Returns the commands among the context lines: the first of `lines`, and those after each command, which extends
  /// the context.
  private func commandLines(in lines: some Sequence<Int>) -> [Int] {
    var commands: [Int] = []
    var left = Self.context
    for line in lines {
      guard left > 0 else { break }
      left -= 1
      if !RunnerCommands.keys(in: [0x20] + old[line]).isEmpty {
        commands.append(line)
        left = Self.context
      }
    }
    return commands
  }

  private func text(_ hunk: [LineChange]) -> [UInt8] {
    guard let first = hunk.first, let last = hunk.last else { return [] }
    let before = min(Self.context, first.old.lowerBound)
    let after = min(Self.context, old.count - last.old.upperBound)
    let oldRange = (first.old.lowerBound - before)..<(last.old.upperBound + after)
    let newRange = (first.new.lowerBound - before)..<(last.new.upperBound + after)
    var text = Array("@@ -\(Self.numbers(oldRange)) +\(Self.numbers(newRange)) @@\n".utf8)
    var position = oldRange.lowerBound
    for change in hunk {
      for line in old[position..<change.old.lowerBound] { Self.add(" ", line, to: &text) }
      for line in old[change.old] { Self.add("-", line, to: &text) }
      for line in new[change.new] { Self.add("+", line, to: &text) }
      position = change.old.upperBound
    }
    for line in old[position..<oldRange.upperBound] { Self.add(" ", line, to: &text) }
    return text
  }

  /// Returns the number of the first line and the number of lines; for no lines, the number of the line before them.
  private static func numbers(_ range: Range<Int>) -> String {
    switch range.count {
    case 0: "\(range.lowerBound),0"
    case 1: "\(range.lowerBound + 1)"
    default: "\(range.lowerBound + 1),\(range.count)"
    }
  }

  private static func add(_ mark: Unicode.Scalar, _ line: ArraySlice<UInt8>, to text: inout [UInt8]) {
    text.append(UInt8(ascii: mark))
    text += line
    if line.last != 0x0A { text += Array("\n\\ No newline at end of file\n".utf8) }
  }
}

/// Returns the lines of `bytes` with their line feeds. The bytes after the last line feed are a line too.
private func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
  var lines: [ArraySlice<UInt8>] = []
  var rest = bytes[...]
  while !rest.isEmpty {
    let end = rest.firstIndex(of: 0x0A).map { $0 + 1 } ?? rest.endIndex
    lines.append(rest[..<end])
    rest = rest[end...]
  }
  return lines
}
