import Diagnostics
import DraftText
import Linting
import Platform
import SystemPackage

/// What the program writes beside a report.
enum StandardStream {
  /// Takes the place of standard streams that are closed (`>&-`), so that no file that is opened later is taken for one and
  /// gets a report into it. Reading and writing them fails as before.
  static func occupyClosed() {
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) == -1 {
      // The lowest number that is free is the one that is given out.
      _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Writes `text` to standard output, without anything in it that a terminal or a runner of CI would obey.
  ///
  /// - Throws: What ``RunFailure/unwritable(_:_:)`` says.
  static func writeOutput(_ text: String) throws { try writeOutput(Array(printableLines(text).utf8)) }

  /// Writes `bytes` to standard output.
  ///
  /// - Throws: What ``RunFailure/unwritable(_:_:)`` says.
  static func writeOutput(_ bytes: [UInt8]) throws {
    guard !bytes.isEmpty else { return }
    do throws(Errno) {
      try FileDescriptor.standardOutput.writeEverything(bytes)
    } catch {
      throw RunFailure.unwritable("<stdout>", .system(error))
    }
  }

  /// Writes `text` to standard error, without anything in it that a terminal or a runner of CI would obey. When that fails
  /// there is nobody left to tell.
  static func writeError(_ text: String) {
    _ = try? FileDescriptor.standardError.writeAll(printableLines(text).utf8)
  }
}

/// What a run does otherwise than one might expect, told on standard error: `zhangfa: note: …`.
enum Notice {
  /// More links than this are counted: a folder of links is one fact, not a thousand.
  private static let mostLinks = 5

  /// Tells which links among drafts are not followed, where what they lead to is not checked by itself.
  static func linksPassedOver(_ links: [FilePath], in language: Language) {
    for link in links.prefix(mostLinks) {
      tell(LocalizedText(zh: "\(link) 是链接，没有核", en: "\(link) is a link, which is not followed"), in: language)
    }
    let rest = links.count - mostLinks
    if rest > 0 {
      tell(LocalizedText(zh: "还有 \(rest) 个链接没有核", en: "\(counted(rest, "more link")) not followed"), in: language)
    }
  }

  /// Tells that another run writes a baseline in the same folder.
  static func waiting(in language: Language) {
    tell(LocalizedText(zh: "另一个 zhangfa baseline 正在写，等待", en: "waiting for another zhangfa baseline"), in: language)
  }

  /// Tells `message`.
  static func tell(_ message: LocalizedText, in language: Language) {
    let label = LocalizedText(zh: "说明", en: "note")[language]
    StandardStream.writeError("zhangfa: \(label): \(printable(message[language]))\n")
  }
}
