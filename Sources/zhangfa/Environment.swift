import Diagnostics
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the program is told by the environment that it runs in.
enum Environment {
  /// The value of a variable; nil where it is not set or empty.
  static func value(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// The language of the locale: Chinese for `zh…`, English for all others.
  static var language: Language {
    let locale = value("LC_ALL") ?? value("LC_MESSAGES") ?? value("LANG")
    return locale?.lowercased().hasPrefix("zh") == true ? .zh : .en
  }

  /// Whether standard output is a terminal.
  static var outputIsTerminal: Bool { isatty(FileDescriptor.standardOutput.rawValue) == 1 }

  /// Whether reports on standard output are coloured where nobody says how they should be.
  static var wantsColor: Bool { value("NO_COLOR") == nil && value("TERM") != "dumb" && outputIsTerminal }

  /// The columns that a report may take: those of the terminal when it goes to one, else what COLUMNS says, else 100.
  static func columns(toFile: Bool) -> Int {
    (toFile ? nil : terminalColumns) ?? value("COLUMNS").flatMap { Int($0) } ?? 100
  }

  /// The columns of the terminal that standard output is; nil where it is none, or one that does not know its size.
  static var terminalColumns: Int? {
    var size = winsize()
    let result = ioctl(FileDescriptor.standardOutput.rawValue, UInt(TIOCGWINSZ), &size)
    return result == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
  }
}
