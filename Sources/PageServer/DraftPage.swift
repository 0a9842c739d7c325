import Diagnostics
import DraftText
import Reporting
import ZhangfaCore

/// The style sheet of the page, with the colours of the reports.
private let pageStyle = htmlColors + String(decoding: PackageResources.page_css, as: UTF8.self)

/// The script of the page.
private let pageScript = String(decoding: PackageResources.page_js, as: UTF8.self)

/// The page on which the user drops drafts.
///
/// Its policy allows only its own style and script and requests to its own server. The script inserts texts as text,
/// not as HTML.
struct DraftPage: Bilingual {
  let language: Language
  let limits: PageLimits
  /// The kinds of document that the user can choose for a draft.
  let profiles: [(id: String, name: LocalizedText)]

  var response: Response {
    .html(
      html.source,
      policy: """
        default-src 'none'; style-src \(HTML.source(of: pageStyle)); script-src \(HTML.source(of: pageScript)); \
        connect-src 'self'; frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
        """)
  }

  private var html: HTML {
    """
    <!DOCTYPE html>
    <html lang="\(language == .zh ? "zh-CN" : "en")">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(say("章法核稿", "zhangfa"))</title>
    <link rel="icon" href="data:,">
    <style>\(.raw(pageStyle))</style>
    </head>
    <body>
    <main>
    <h1>\(say("章法核稿", "zhangfa: check drafts"))</h1>
    <p class="promise">\(promise)</p>
    <p class="gone" role="alert" hidden>\(gone)</p>
    \(dropZone)
    <p class="choice"><label>\(say("文种", "Kind of document")) <select id="profile">
    <option value="">\(say("自动判断", "find out"))</option>
    \(profiles.map { "<option value=\"\($0.id)\">\($0.name[language])</option>\n" as HTML })</select></label></p>
    <p class="progress" role="status" aria-live="polite"></p>
    <p class="all" hidden>
    <a href="drafts/report" target="_blank" data-for="several">\(say("汇总报告", "report on all"))</a>
    <button type="button" data-print="drafts/sheet">\(say("打印全部核稿单", "print all review sheets"))</button>
    <button type="button" data-remove="drafts">\(say("全部清除", "remove all"))</button>
    </p>
    <ul class="drafts"></ul>
    </main>
    \(row)
    <script \(words)>\(.raw(pageScript))</script>
    </body>
    </html>

    """
  }

  private var promise: String {
    say(
      "文稿只在本机内存里核对，不存盘，不外传；关闭本页，程序随即结束",
      "Drafts stay in the memory of this machine: nothing is stored or sent. Close this page, and the program ends")
  }

  private var gone: String {
    say(
      "程序已经结束，请重新打开；已经打开的报告仍可看，可保存",
      "The program has ended: start it again. Reports that are open can still be read and saved")
  }

  private var dropZone: HTML {
    let extensions = DraftFormat.allExtensions.map { ".\($0)" }
    let list = extensions.joined(separator: " ")
    return """
      <label class="drop">
      <input type="file" multiple accept="\(extensions.joined(separator: ","))">
      <b>\(say("把文稿或文件夹拖到这里", "Drop drafts or a folder here"))</b>
      <span>\(say("或点击选取（\(list)）", "or click to choose (\(list))"))</span>
      </label>
      """
  }

  /// The template for a row of the list of drafts.
  private var row: HTML {
    """
    <template>
    <li class="draft">
    <span class="name"></span> <small class="profile"></small>
    <span class="state"></span>
    <progress max="1" value="0"></progress>
    <span class="actions" hidden>
    <a target="_blank" data-to="report">\(say("看报告", "report"))</a>
    <button type="button" data-to="sheet">\(say("打印核稿单", "print review sheet"))</button>
    <a download data-to="annotated" data-for="word">\(say("下载批注稿", "annotated copy"))</a>
    <a download data-to="tracked" data-for="word">\(say("下载修订稿", "copy with tracked changes"))</a>
    <button type="button" data-to="">\(say("清除", "remove"))</button>
    </span>
    </li>
    </template>
    """
  }

  /// The texts that the script shows, as attributes.
  private var words: HTML {
    let most = limits.draftBytes >> 20
    return """
      data-most="\(limits.draftBytes)" \
      data-waiting="\(say("等待", "waiting"))" data-sending="\(say("读入", "reading"))" \
      data-checking="\(say("正在核对", "checking"))" data-running="\(say("正在核第 {n} 份，共 {all} 份", "checking {n} of {all}"))" \
      data-done="\(say("核完 {all} 份", "checked {all}"))" \
      data-large="\(say("超过 \(most) MB，没有核", "more than \(most) MB: not checked"))" \
      data-unread="\(say("没有读出来", "cannot be read"))" \
      data-lost="\(say("程序没有回答", "no answer from the program"))"
      """
  }
}
