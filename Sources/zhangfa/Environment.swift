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

  /// Whether reports on standard output are coloured where nobody says how they should be.
  static var wantsColor: Bool {
    value("NO_COLOR") == nil && value("TERM") != "dumb" && isatty(FileDescriptor.standardOutput.rawValue) == 1
  }

  /// The columns of the terminal, as the shell knows them; 100 where it does not tell.
  static var columns: Int { value("COLUMNS").flatMap { Int($0) } ?? 100 }
}
