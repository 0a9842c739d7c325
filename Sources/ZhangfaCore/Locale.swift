import Diagnostics
import Platform

extension Language {
  /// The language of the locale: Chinese for `zh…`, English for all others.
  package static var ofLocale: Language {
    let locale =
      environmentVariable("LC_ALL") ?? environmentVariable("LC_MESSAGES") ?? environmentVariable("LANG")
    return locale?.lowercased().hasPrefix("zh") == true ? .zh : .en
  }
}

/// Returns the value of an environment variable; nil if it is not set or empty.
package func environmentVariable(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
}
