import Diagnostics
import Linting
import Platform
import Reporting
import SystemPackage
import ZhangfaCore

/// What the program is told by the environment that it runs in.
enum Environment {
  /// The words of the command line after the name of the program, as `String(native:)` has them.
  static var arguments: [String] {
    (1..<max(1, Int(CommandLine.argc))).compactMap { index in
      CommandLine.unsafeArgv[index].map { word in
        String(native: UnsafeRawBufferPointer(start: word, count: strlen(word)))
      }
    }
  }

  /// The value of a variable; nil where it is not set or empty.
  static func value(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// The user's home folder.
  static var home: FilePath? { absolute(value("HOME")) }

  /// The folder in which programs keep the user's settings.
  static var settingsFolder: FilePath? { absolute(value("XDG_CONFIG_HOME")) ?? home?.appending(".config") }

  /// The path that a variable holds; a relative one would name another place in each repository.
  private static func absolute(_ value: String?) -> FilePath? {
    value.map { FilePath($0) }.flatMap { $0.isAbsolute ? $0 : nil }
  }

  /// The folder that relative paths start from, absolute.
  ///
  /// - Throws: Why there is none: it was deleted, or may not be looked at.
  static func workingFolder() throws(RunFailure) -> FilePath {
    guard let path = getcwd(nil, 0) else {
      let reason = Errno(rawValue: errno)
      throw RunFailure(zh: "当前文件夹不可用：\(reason)", en: "the working folder cannot be used: \(reason)")
    }
    defer { free(path) }
    return FilePath(platformString: path)
  }

  /// Refuses to read `path`, which says how to check, where a link takes it out of the working folder: what is quoted of it in
  /// messages would be another's choice.
  static func refuseLinkOut(_ path: FilePath) throws(RunFailure) {
    guard path.leadsOut(of: try workingFolder()) else { return }
    throw RunFailure(
      zh: "\(path) 是指向文件夹以外的链接，不读取", en: "\(path) is a link out of the working folder and is not read")
  }

  /// The language of the locale.
  static var language: Language { .ofLocale }

  /// Whether standard output is a terminal.
  static var outputIsTerminal: Bool { isatty(FileDescriptor.standardOutput.rawValue) == 1 }

  /// Whether reports on standard output are coloured where nobody says how they should be.
  static var wantsColor: Bool { value("NO_COLOR") == nil && value("TERM") != "dumb" && outputIsTerminal }

  /// The columns that a report may take: those of the terminal when it goes to one, else what COLUMNS says, else 100.
  static func columns(toFile: Bool) -> Int {
    (toFile ? nil : terminalColumns) ?? value("COLUMNS").flatMap { Int($0) } ?? 100
  }

  /// The columns of the terminal that standard output is; nil where it is none, or one that does not know its size.
  static var terminalColumns: Int? { columns(of: .standardOutput) }

  /// The columns of `terminal`; nil where it is none, or one that does not know its size.
  static func columns(of terminal: FileDescriptor) -> Int? {
    var size = winsize()
    let result = ioctl(terminal.rawValue, UInt(TIOCGWINSZ), &size)
    return result == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
  }

  /// Whether standard error is a terminal that somebody looks at, where a line that changes disturbs nobody: what reads a
  /// report through a pipe may be a pager on the same terminal.
  ///
  /// - Parameter toFile: Whether the report goes to a file, and so not to `output`.
  static func wantsProgress(
    toFile: Bool, error: FileDescriptor = .standardError, output: FileDescriptor = .standardOutput,
    value: (String) -> String? = value
  ) -> Bool {
    guard isatty(error.rawValue) == 1, value("TERM") != "dumb", value("CI") == nil else { return false }
    let type = try? output.stat().type
    return toFile || type != .fifo && type != .socket
  }

  /// What paths are relative to: the repository, where a CI system says which one it is, else the working folder.
  static var pathBase: PathBase {
    PathBase(
      workingFolder: (try? workingFolder())?.string ?? "/",
      repository: value("GITHUB_WORKSPACE") ?? value("CI_PROJECT_DIR"))
  }

  /// The time, in UTC: `2021-06-30T08:00:00`; what SOURCE_DATE_EPOCH says where it names one of a year of four digits.
  static var startTime: String {
    let yearsOfFourDigits = 0..<253_402_300_800
    let given = value("SOURCE_DATE_EPOCH").flatMap { Int($0) }.flatMap { yearsOfFourDigits.contains($0) ? $0 : nil }
    return RunDescription.time(given.map { time_t($0) } ?? time(nil))
  }
}

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
  /// What stands before a comment of git: `#` or `;` outside of quotation marks.
  fileprivate var withoutComment: Substring {
    var isQuoted = false
    return prefix { character in
      if character == "\"" { isQuoted.toggle() }
      return isQuoted || character != "#" && character != ";"
    }
  }

  fileprivate var trimmed: Substring {
    let start = drop { $0.isWhitespace }
    return start.prefix(start.count - start.reversed().prefix { $0.isWhitespace }.count)
  }
}
