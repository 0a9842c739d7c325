/// One line of a `.gitignore`.
struct GitignorePattern {
  /// Whether what fits is not ignored after all.
  let isNegated: Bool
  private let isForFolders: Bool
  /// Whether it fits names at any depth; where not, paths from the folder of the `.gitignore` on.
  private let isForNames: Bool
  /// What stands before the first wildcard. git compares it apart, so that in `a**/b` the asterisks begin a pattern.
  private let prefix: ArraySlice<UInt8>
  /// What follows; nil where it is malformed, which fits nothing.
  private let rest: Wildcard?

  /// Reads a line without its end; nil for a blank one and a comment.
  init?(line: ArraySlice<UInt8>) {
    guard let first = line.first, first != UInt8(ascii: "#") else { return nil }
    // git takes a line for a C string.
    var bytes = Self.withoutTrailingSpaces(line.prefix { $0 != 0 })
    isNegated = bytes.first == .exclamationMark
    if isNegated { bytes.removeFirst() }
    isForFolders = bytes.last == .slash
    if isForFolders { bytes.removeLast() }
    isForNames = !bytes.contains(.slash)
    if bytes.first == .slash { bytes.removeFirst() }
    let wildcards: Set<UInt8> = [.asterisk, .questionMark, .openingBracket, .backslash]
    prefix = bytes.prefix { !wildcards.contains($0) }
    rest = Wildcard(bytes.dropFirst(prefix.count))
  }

  /// Whether an entry fits.
  ///
  /// - Parameters:
  ///   - path: Its path from the folder of the `.gitignore` on.
  ///   - name: The last part of the path.
  func matches(path: ArraySlice<UInt8>, name: ArraySlice<UInt8>, isFolder: Bool) -> Bool {
    if isForFolders && !isFolder { return false }
    let text = isForNames ? name : path
    return text.starts(with: prefix) && rest?.matches(text.dropFirst(prefix.count)) == true
  }

  /// Whether an entry fits, or a folder that it lies in.
  ///
  /// It takes no longer than the length of the pattern times that of the path, however deep that is.
  ///
  /// - Parameter path: Its path from the folder of the `.gitignore` on.
  func matchesAny(of path: ArraySlice<UInt8>, isFolder: Bool) -> Bool {
    let lastName = path.lastIndex(of: .slash).map { path.index(after: $0) } ?? path.startIndex
    // Folders are all that is left without the name of a file.
    let folders = isForFolders && !isFolder ? path[..<max(path.startIndex, lastName - 1)] : path
    guard !folders.isEmpty else { return false }
    if isForNames {
      return folders.split(separator: .slash).contains { matches(path: $0, name: $0, isFolder: true) }
    }
    return folders.starts(with: prefix) && rest?.matches(folders.dropFirst(prefix.count), orFolder: true) == true
  }

  /// The line without the spaces at its end, of which one after a backslash is none.
  private static func withoutTrailingSpaces(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end = line.startIndex
    var isEscaped = false
    for (index, byte) in zip(line.indices, line) {
      if isEscaped || byte != UInt8(ascii: " ") { end = index + 1 }
      isEscaped = !isEscaped && byte == .backslash
    }
    return line[..<end]
  }
}

extension [GitignorePattern] {
  /// Reads a file of patterns: `.gitignore`, `.git/info/exclude`.
  init(file bytes: [UInt8]) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    self = bytes.dropFirst(bytes.starts(with: mark) ? mark.count : 0).split(separator: 0x0A).compactMap { line in
      GitignorePattern(line: line.last == 0x0D ? line.dropLast() : line)
    }
  }
}
