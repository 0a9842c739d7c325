import Diagnostics
import Linting
import Platform
import Reporting
import SystemPackage
import ZhangfaCore

/// The environment of the program: arguments, variables, folders and terminals.
enum Environment {
  /// The words of the command line after the name of the program, as `String(native:)` decodes them.
  static var arguments: [String] {
    (1..<max(1, Int(CommandLine.argc))).compactMap { index in
      CommandLine.unsafeArgv[index].map { word in
        String(native: UnsafeRawBufferPointer(start: word, count: strlen(word)))
      }
    }
  }

  /// The value of a variable; nil where it is not set or empty.
  static func value(_ name: String) -> String? { environmentVariable(name) }

  /// The user's home folder.
  static var home: FilePath? { absolute(value("HOME")) }

  /// The folder in which programs keep the user's settings.
  static var settingsFolder: FilePath? { absolute(value("XDG_CONFIG_HOME")) ?? home?.appending(".config") }

  /// Returns the path in a variable; nil if it is relative, because it would name another place in each repository.
  private static func absolute(_ value: String?) -> FilePath? {
    value.map { FilePath($0) }.flatMap { $0.isAbsolute ? $0 : nil }
  }

  /// The folder that relative paths start from, absolute.
  ///
  /// - Throws: An error if the folder was deleted or the user has no permission to look at it.
  static func workingFolder() throws(Failure) -> FilePath {
    guard let path = getcwd(nil, 0) else {
      let reason = Errno(rawValue: errno)
      throw Failure(zh: "当前文件夹不可用：\(reason)", en: "the working folder cannot be used: \(reason)")
    }
    defer { free(path) }
    return FilePath(platformString: path)
  }

  /// Throws an error if a link leads `path` out of the working folder. Messages quote such files, which control the
  /// check, so the author of the link would choose which text they quote.
  static func refuseLinkOut(_ path: FilePath) throws(Failure) {
    guard path.leadsOut(of: try workingFolder()) else { return }
    throw Failure(
      zh: "\(path) 是指向文件夹以外的链接，不读取", en: "\(path) is a link out of the working folder and is not read")
  }

  /// Whether standard output is a terminal.
  static var outputIsTerminal: Bool { isatty(FileDescriptor.standardOutput.rawValue) == 1 }

  /// Whether reports on standard output are coloured with `--color auto`.
  static var wantsColor: Bool { value("NO_COLOR") == nil && value("TERM") != "dumb" && outputIsTerminal }

  /// Returns the columns of a report: those of the terminal that it goes to, else the number in COLUMNS, else 100.
  static func columns(toFile: Bool) -> Int {
    (toFile ? nil : terminalColumns) ?? value("COLUMNS").flatMap { Int($0) } ?? 100
  }

  /// The columns of the terminal on standard output; nil if it is no terminal, or one without a known size.
  static var terminalColumns: Int? { columns(of: .standardOutput) }

  /// Returns the columns of `terminal`; nil if it is no terminal, or one without a known size.
  static func columns(of terminal: FileDescriptor) -> Int? {
    var size = winsize()
    let result = ioctl(terminal.rawValue, UInt(TIOCGWINSZ), &size)
    return result == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
  }

  /// Whether to show a progress line on standard error. It must be a terminal, and the report must not go to a pipe,
  /// which can lead to a pager on the same terminal.
  ///
  /// - Parameter toFile: Whether the report goes to a file, not to `output`.
  static func wantsProgress(
    toFile: Bool, error: FileDescriptor = .standardError, output: FileDescriptor = .standardOutput,
    value: (String) -> String? = value
  ) -> Bool {
    guard isatty(error.rawValue) == 1, value("TERM") != "dumb", value("CI") == nil else { return false }
    let type = try? output.stat().type
    return toFile || type != .fifo && type != .socket
  }

  /// The folder that paths are relative to: the repository if a CI system names it, else the working folder.
  static var pathBase: PathBase {
    PathBase(
      workingFolder: (try? workingFolder())?.string ?? "/",
      repository: value("GITHUB_WORKSPACE") ?? value("CI_PROJECT_DIR"))
  }

  /// The time in UTC: `2021-06-30T08:00:00`. SOURCE_DATE_EPOCH replaces the present time if its year has four digits.
  static var startTime: String {
    let yearsOfFourDigits = 0..<253_402_300_800
    let given = value("SOURCE_DATE_EPOCH").flatMap { Int($0) }.flatMap { yearsOfFourDigits.contains($0) ? $0 : nil }
    return RunDescription.time(given.map { time_t($0) } ?? time(nil))
  }
}
