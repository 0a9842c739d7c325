import Diagnostics

/// How a report for people looks.
package struct ReportStyle: Hashable, Sendable {
  /// The language of the messages.
  package let language: Language
  /// Whether it is coloured with terminal codes.
  package let isColored: Bool
  /// The most columns of a line of an excerpt.
  package let width: Int

  /// The widths that a report can have.
  private static let widths = 20...1000

  /// Makes a style. A `width` below 20 becomes 20, and one above 1000 becomes 1000.
  package init(language: Language, isColored: Bool = false, width: Int = 100) {
    self.language = language
    self.isColored = isColored
    self.width = min(max(width, Self.widths.lowerBound), Self.widths.upperBound)
  }
}

/// The colours of a report on a terminal. Without colour, texts are unchanged.
extension ReportStyle {
  func path(_ text: String) -> String { paint(text, "1") }
  func rule(_ text: String) -> String { paint(text, "2") }
  func marks(_ text: String) -> String { paint(text, "1;32") }
  func note(_ text: String) -> String { paint(text, "1;36") }

  func severity(_ text: String, _ severity: Severity) -> String {
    switch severity {
    case .error: paint(text, "1;31")
    case .warning: paint(text, "1;33")
    case .info: paint(text, "1;34")
    }
  }

  /// - Parameter codes: The parameters of the SGR control sequence.
  private func paint(_ text: String, _ codes: String) -> String {
    isColored && !text.isEmpty ? "\u{1B}[\(codes)m\(text)\u{1B}[0m" : text
  }
}
