import Linting
import Reporting
import SystemPackage

/// The user's own settings for git.
enum GitSettings {
  /// The most bytes of a configuration of git. Real ones are smaller; the limit is for files without end, such as
  /// `/dev/zero`.
  private static let mostBytes = 1 << 20

  /// The file of ignore patterns for all repositories: that of `core.excludesFile`, else the default of git.
  static var globalGitignore: FilePath? {
    let (home, folder) = (Environment.home, Environment.settingsFolder)
    var files = [folder?.appending("git/config"), home?.appending(".gitconfig")].compactMap(\.self)
    if let only = Environment.value("GIT_CONFIG_GLOBAL") { files = [FilePath(only)] }
    for file in files.reversed() {
      guard let bytes = try? FileContents.read(file, atMost: mostBytes),
        let path = excludesFile(in: String(decoding: bytes, as: UTF8.self))
      else { continue }
      guard path.hasPrefix("~/") else { return FilePath(path) }
      return home?.pushing(FilePath(String(path.dropFirst(2))))
    }
    return folder?.appending("git/ignore")
  }

  /// Returns the value of `core.excludesFile` in a configuration of git; included files are not read.
  static func excludesFile(in configuration: String) -> String? {
    var section = ""
    var value: String?
    for line in configuration.split(whereSeparator: \.isNewline) {
      var line = line.withoutComment.trimmed
      if line.hasPrefix("[") {
        let name = line.dropFirst().prefix { $0 != "]" }
        section = name.lowercased()
        line = line[name.endIndex...].dropFirst()
      }
      let parts = line.split(separator: "=", maxSplits: 1)
      guard section == "core", parts.count == 2, parts[0].trimmed.lowercased() == "excludesfile" else { continue }
      value = parts[1].trimmed.filter { $0 != "\"" }
    }
    return value
  }
}

extension Substring {
  /// The text before a comment of git, which begins with `#` or `;` outside of quotation marks.
  fileprivate var withoutComment: Substring {
    var isQuoted = false
    return prefix { character in
      if character == "\"" { isQuoted.toggle() }
      return isQuoted || character != "#" && character != ";"
    }
  }
}
