import DraftText
import Platform
import SystemPackage

/// Words of the command line and of lists can hold bytes that are not UTF-8, as file names can. In a `String`, such a
/// byte is a private-use character at the end of Unicode, U+10FF80 for 0x80 and so on, until it becomes part of a path.
extension String {
  private static let first: UInt32 = 0x10_FF00

  /// Decodes the bytes of a word.
  package init(native bytes: some Sequence<UInt8>) {
    let bytes = Array(bytes)
    guard !Self.isValid(bytes) else {
      self.init(decoding: bytes, as: UTF8.self)
      return
    }
    self.init()
    var rest = bytes[...]
    while let byte = rest.first {
      let length = (1...4).first { $0 <= rest.count && Self.isValid(Array(rest.prefix($0))) }
      if let length {
        unicodeScalars.append(contentsOf: String(decoding: rest.prefix(length), as: UTF8.self).unicodeScalars)
      } else if let scalar = Unicode.Scalar(Self.first + UInt32(byte)) {
        unicodeScalars.append(scalar)
      }
      rest = rest.dropFirst(length ?? 1)
    }
  }

  /// Whether `bytes` are UTF-8 without these private-use characters, which would be taken for bytes.
  private static func isValid(_ bytes: [UInt8]) -> Bool {
    guard let text = String(validating: bytes, as: UTF8.self) else { return false }
    return !text.unicodeScalars.contains { $0.nativeByte != nil }
  }
}

extension Unicode.Scalar {
  /// The byte that a private-use character stands for.
  fileprivate var nativeByte: UInt8? {
    (0x10_FF80...0x10_FFFF).contains(value) ? UInt8(truncatingIfNeeded: value) : nil
  }
}

extension FilePath {
  /// Makes the path that a word of the command line names.
  package init(native word: String) {
    guard word.unicodeScalars.contains(where: { $0.nativeByte != nil }) else {
      self.init(word)
      return
    }
    var bytes: [CChar] = []
    for scalar in word.unicodeScalars {
      bytes += scalar.nativeByte.map { [CChar(bitPattern: $0)] } ?? String(scalar).utf8.map { CChar(bitPattern: $0) }
    }
    self.init(platformString: bytes + [0])
  }
}

extension FilePath {
  /// The bytes of the path, which need not be UTF-8.
  package var nativeBytes: [UInt8] {
    withPlatformString { Array(UnsafeRawBufferPointer(start: $0, count: length)) }
  }
}

/// Returns `path` with every byte percent-encoded except the unreserved characters of RFC 3986 and the slash. The colon
/// is encoded, too, so that no text is taken for a scheme.
package func percentEncoded(_ path: some StringProtocol) -> String {
  path.utf8.reduce(into: "") { text, byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"), UInt8(ascii: "/"):
      text.unicodeScalars.append(Unicode.Scalar(byte))
    default:
      text += "%" + byte.hexadecimal(width: 2, uppercase: true)
    }
  }
}

extension FilePath {
  /// The extension without its dot, in lower case: `docx`.
  package var lowercasedExtension: String? { self.extension?.lowercased() }

  /// Returns the path with all symbolic links resolved; nil where it leads to nothing.
  package func resolvingSymlinks() -> FilePath? {
    guard let resolved = withPlatformString({ realpath($0, nil) }) else { return nil }
    defer { free(resolved) }
    return FilePath(platformString: resolved)
  }

  /// Returns the absolute path of the file, with symbolic links among its folders resolved.
  func located(from workingFolder: FilePath) -> FilePath {
    let path = workingFolder.pushing(self)
    guard let name = path.lastComponent, name.kind == .regular else { return path.lexicallyNormalized() }
    let folder = path.removingLastComponent()
    return (folder.resolvingSymlinks() ?? folder.lexicallyNormalized()).appending(name)
  }

  /// Returns this folder or the nearest folder above it that meets `condition`; nil if there is none.
  package func nearestFolder(where condition: (FilePath) -> Bool) -> FilePath? {
    var folder = self
    while !condition(folder) {
      guard !folder.components.isEmpty else { return nil }
      folder.removeLastComponent()
    }
    return folder
  }

  /// Whether the path lies in `folder` by its name, but leads out by a link: its target was chosen by the folder's
  /// author.
  ///
  /// - Parameter folder: An absolute path without links.
  package func leadsOut(of folder: FilePath) -> Bool {
    guard folder.pushing(self).lexicallyNormalized().starts(with: folder) else { return false }
    return resolvingSymlinks().map { !$0.starts(with: folder) } ?? false
  }
}
