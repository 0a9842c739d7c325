import Diagnostics

/// Returns a page that needs no other file, in the style of the reports.
///
/// - Parameter hasScript: Whether the page has ``htmlScript``, which helps to read the drafts of a report.
package func htmlPage(_ title: String, in language: Language, hasScript: Bool = false, _ body: HTML) -> String {
  let script: HTML = hasScript ? "<script>\(.raw(htmlScript))</script>\n" : .empty
  let page: HTML = """
    <!DOCTYPE html>
    <html lang="\(language == .zh ? "zh-CN" : "en")">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="generator" content="zhangfa \(toolVersion)">
    <meta http-equiv="Content-Security-Policy" content="\(htmlPolicy)">
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

/// The colours of all pages, for the light and the dark mode.
///
/// Their contrast to the background is at least 4.5 : 1 (WCAG 2.2, 1.4.3), which a test checks.
package let htmlColors = String(decoding: PackageResources.colors_css, as: UTF8.self)

/// The style sheet of a report, for screens, telephones and paper.
let htmlStyle = htmlColors + String(decoding: PackageResources.report_css, as: UTF8.self)

/// The script of a report: a click on a mark shows its card, a click on a card shows its mark, the keys j and k step
/// through the findings, and check boxes filter them. The whole report can be read without the script.
let htmlScript = String(decoding: PackageResources.report_js, as: UTF8.self)

/// The content security policy of a page. It allows the style and the script of the page, by their hashes, and nothing
/// else.
let htmlPolicy =
  "default-src 'none'; style-src \(HTML.source(of: htmlStyle)); script-src \(HTML.source(of: htmlScript)); base-uri 'none'; form-action 'none'"
