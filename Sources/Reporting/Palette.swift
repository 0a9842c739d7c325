import Diagnostics

/// The colours of a report on a terminal. Without colour, texts are unchanged.
struct Palette {
  let isColored: Bool

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
