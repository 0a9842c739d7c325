import Linting
import SystemPackage

/// What git is told by the user's own settings.
enum GitSettings {
  /// More than any configuration of git has; `/dev/zero` has no end.
  private static let mostBytes = 1 << 20

  /// The ignore patterns for all repositories: the file of `core.excludesFile`, else the one that git takes instead.
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

  /// The value of `core.excludesFile` in a configuration of git; files that it includes are not looked at.
  static func excludesFile(in configuration: String) -> String? {
    var section = ""
    var value: String?
    for line in configuration.split(whereSeparator: \.isNewline) {
      let line = line.trimmed
      if line.hasPrefix("[") {
        section = line.dropFirst().prefix { $0 != "]" }.lowercased()
        continue
      }
      let parts = line.split(separator: "=", maxSplits: 1)
      guard section == "core", parts.count == 2, parts[0].trimmed.lowercased() == "excludesfile" else { continue }
      value = parts[1].trimmed.filter { $0 != "\"" }
    }
    return value
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    let start = drop { $0.isWhitespace }
    return start.prefix(start.count - start.reversed().prefix { $0.isWhitespace }.count)
  }
}
