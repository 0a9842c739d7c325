import ArgumentParser
import Diagnostics
import PageServer
import Platform
import ZhangfaCore

/// The command line of zhangfa-page.
@main struct ZhangfaPage: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zhangfa-page",
    abstract: "Open a page in the browser to drop drafts on; the page shows the reports on them.",
    discussion: """
      The page is served only to this machine (127.0.0.1), and nothing is stored or sent. The program ends when the \
      page is closed, or after an hour without use. The nearest .zhangfa.yaml applies, as for “zhangfa check”.
      """)

  @Option(help: ArgumentHelp("Serve the page on this port; 0: any free port.", valueName: "port"))
  var port: UInt16 = 0

  @Option(
    help: ArgumentHelp("Use this language: zh or en. Without this option, use that of the locale.", valueName: "lang"))
  var lang: Language = .ofLocale

  @Flag(help: "Do not open a browser; the address is printed anyway.")
  var noOpen = false

  func run() async throws {
    // A caller can ignore SIGCHLD; then `waitpid` does not tell how a child has ended.
    signal(SIGCHLD, SIG_DFL)
    let language = lang
    let opensBrowser = !noOpen
    do {
      try await PageServer(in: language).run(port: Int(port)) { addresses in
        say(LocalizedText(zh: "请在浏览器中打开：", en: "open in a browser: ")[language] + addresses.page)
        if opensBrowser { Browser.open(addresses.launch) }
      }
      say(LocalizedText(zh: "网页已关闭，程序结束", en: "the page was closed: end")[language])
    } catch {
      let reason = (error as? any ExplainedError)?.message[language] ?? "\(error)"
      let line = "zhangfa-page: \(LocalizedText(zh: "错误", en: "error")[language]): \(reason)\n"
      _ = Array(line.utf8).withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
      Platform.exit(2)
    }
    // This also ends a check that has exceeded its time limit and is still running.
    Platform.exit(0)
  }
}

/// Prints a line at once, also into a pipe.
private func say(_ line: String) {
  print(line)
  fflush(nil)
}

extension Language: ExpressibleByArgument {}

/// The user's browser.
private enum Browser {
  #if canImport(Darwin)
    private static let opener = "open"
  #else
    private static let opener = "xdg-open"
  #endif

  /// Opens a page. Without a browser nothing happens; the user can copy the address from the terminal.
  static func open(_ address: String) {
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(opener), strdup(address), nil]
    defer { for argument in arguments { free(argument) } }
    var child = pid_t()
    posix_spawnp(&child, opener, nil, nil, &arguments, environ)
  }
}
