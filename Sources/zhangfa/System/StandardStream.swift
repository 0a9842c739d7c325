import Diagnostics
import DraftText
import Linting
import Platform
import Reporting
import SystemPackage

/// Writes to standard output and standard error.
enum StandardStream {
  /// Opens `/dev/null` for standard streams that are closed (`>&-`). Else a file that is opened later could get the
  /// number of a standard stream, and a report would be written into it. Reading and writing such a stream fails as
  /// before.
  static func occupyClosed() {
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) == -1 {
      // `open` returns the lowest free number, which is that of the closed stream.
      _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Writes `text` to standard output, without control characters for terminals and without commands to CI runners.
  ///
  /// - Throws: The error of ``Failure/unwritable(_:_:)``.
  static func writeOutput(_ text: String) throws { try writeOutput(Array(printableLines(text).utf8)) }

  /// Writes `bytes` to standard output.
  ///
  /// - Throws: The error of ``Failure/unwritable(_:_:)``.
  static func writeOutput(_ bytes: [UInt8]) throws {
    guard !bytes.isEmpty else { return }
    do throws(Errno) {
      try FileDescriptor.standardOutput.writeEverything(bytes)
    } catch {
      throw Failure.unwritable("<stdout>", .system(error))
    }
  }

  /// Writes `value` to standard output, indented on many lines.
  static func writeOutput(_ value: JSON) throws {
    try writeOutput(Array("\(Reporting.json(value, isIndented: true))\n".utf8))
  }

  /// Writes `text` to standard error, without control characters for terminals and without commands to CI runners. An
  /// error is ignored, because there is no other stream to report it.
  static func writeError(_ text: String) {
    _ = try? FileDescriptor.standardError.writeAll(printableLines(text).utf8)
  }
}

/// Notes on standard error about behaviour that users do not expect: `zhangfa: note: …`.
enum Notice {
  /// The most links that are listed. The others are counted, because a folder can have a thousand links.
  private static let mostLinks = 5

  /// Lists the links among drafts that are not followed and whose targets are not checked either.
  static func skippedLinks(_ links: [FilePath], in language: Language) {
    for link in links.prefix(mostLinks) {
      notify(LocalizedText(zh: "\(link) 是链接，没有核", en: "\(link) is a link, which is not followed"), in: language)
    }
    let rest = links.count - mostLinks
    if rest > 0 {
      notify(LocalizedText(zh: "还有 \(rest) 个链接没有核", en: "\(counted(rest, "more link")) not followed"), in: language)
    }
  }

  /// Notes that this run waits for another run, which writes a baseline in the same folder.
  static func waiting(in language: Language) {
    notify(LocalizedText(zh: "另一个 zhangfa baseline 正在写，等待", en: "waiting for another zhangfa baseline"), in: language)
  }

  /// Writes `message` as a note.
  static func notify(_ message: LocalizedText, in language: Language) {
    let label = LocalizedText(zh: "说明", en: "note")[language]
    StandardStream.writeError("zhangfa: \(label): \(printable(message[language]))\n")
  }
}
