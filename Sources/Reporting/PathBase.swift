/// The folder that paths are relative to in formats whose readers know files by their place in a repository.
///
/// Paths are taken by what they say: links are not followed.
package struct PathBase: Hashable, Sendable {
  private let root: [Substring]
  private let workingFolder: [Substring]

  /// Takes absolute paths.
  ///
  /// - Parameters:
  ///   - workingFolder: What relative paths start from.
  ///   - repository: The folder of the repository; it counts only where the working folder lies in it.
  package init(workingFolder: String, repository: String? = nil) {
    self.workingFolder = components(workingFolder, below: [])
    let repository = repository.map { components($0, below: []) } ?? self.workingFolder
    root = self.workingFolder.starts(with: repository) ? repository : self.workingFolder
  }

  /// `path` from the root on; an absolute path where it leads out of it.
  func relative(_ path: String) -> String { location(of: path).path }

  /// Where `path` leads to, as a URI, relative to ``rootURI`` unless it leads out of it.
  func uri(_ path: String) -> (text: String, isRelative: Bool) {
    let (path, isRelative) = location(of: path)
    return (isRelative ? percentEncoded(path) : "file://" + percentEncoded(path), isRelative)
  }

  /// The root as a URI, with a slash at its end.
  var rootURI: String { "file:///" + root.map { percentEncoded($0) + "/" }.joined() }

  private func location(of path: String) -> (path: String, isRelative: Bool) {
    let all = components(path, below: path.hasPrefix("/") ? [] : workingFolder)
    guard all.starts(with: root), all.count > root.count else { return ("/" + all.joined(separator: "/"), false) }
    return (all[root.count...].joined(separator: "/"), true)
  }
}

/// The folders on the way to `path`, and its name, with `.` and `..` resolved.
private func components(_ path: String, below folder: [Substring]) -> [Substring] {
  path.split(separator: "/").reduce(into: folder) { components, component in
    switch component {
    case ".": break
    case "..": _ = components.popLast()
    default: components.append(component)
    }
  }
}

/// `path` with all but the unreserved characters of RFC 3986 and the slash as `%` and the number of each byte. A colon is
/// one of them, so that nothing is taken for a scheme.
private func percentEncoded(_ path: some StringProtocol) -> String {
  path.utf8.reduce(into: "") { text, byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"), UInt8(ascii: "/"):
      text.unicodeScalars.append(Unicode.Scalar(byte))
    default:
      let number = String(byte, radix: 16, uppercase: true)
      text += number.utf8.count == 1 ? "%0\(number)" : "%\(number)"
    }
  }
}
