import Diagnostics

/// A page that needs no other file, in the style of the reports.
///
/// Its content security policy allows its own style and script, by their hashes, and nothing else.
package struct HTMLPage {
  private let title: String
  private let language: Language
  private let body: HTML
  private let script: HTML

  /// Makes a page without a script.
  package init(title: String, in language: Language, _ body: HTML) {
    self.init(title: title, in: language, body, script: .empty)
  }

  /// Makes a page with ``htmlScript``, which helps to read the drafts of a report.
  init(title: String, in language: Language, withScript body: HTML) {
    self.init(title: title, in: language, body, script: "<script>\(.raw(htmlScript))</script>\n")
  }

  private init(title: String, in language: Language, _ body: HTML, script: HTML) {
    (self.title, self.language, self.body, self.script) = (title, language, body, script)
  }

  /// The text of the page.
  package var source: String {
    let page: HTML = """
      <!DOCTYPE html>
      <html lang="\(language == .zh ? "zh-CN" : "en")">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="generator" content="zhangfa \(toolVersion)">
      <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
      <title>\(title) – zhangfa</title>
      <style>\(.raw(htmlStyle))</style>
      </head>
      <body>
      <main>
      \(body)</main>
      \(script)</body>
      </html>

      """
    return page.source
  }

  /// The content security policy of the page.
  static let policy =
    "default-src 'none'; style-src \(HTML.source(of: htmlStyle)); script-src \(HTML.source(of: htmlScript)); base-uri 'none'; form-action 'none'"
}
