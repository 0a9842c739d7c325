import Diagnostics
import SystemPackage

/// A line on a terminal that tells how far a long run has come: `已核 123/1000 份`.
final class ProgressLine {
  /// How often the line is written.
  struct Pace {
    /// From the beginning to the first time: a short run needs no line.
    var delay: Duration = .seconds(1)
    /// From one time to the next.
    var interval: Duration = .milliseconds(100)
  }

  private let terminal: FileDescriptor
  private let total: Int
  private let language: Language
  private let interval: Duration
  private var done = 0
  /// When the line is to be written again.
  private var next: ContinuousClock.Instant
  private var isShown = false

  /// Begins with nothing done.
  ///
  /// - Parameter total: How much there is to do.
  init(on terminal: FileDescriptor, total: Int, language: Language, pace: Pace = Pace()) {
    self.terminal = terminal
    self.total = total
    self.language = language
    interval = pace.interval
    next = .now + pace.delay
  }

  deinit { erase() }

  /// One more is done.
  func advance() {
    done += 1
    guard done < total, .now >= next else { return }
    next = .now + interval
    guard let text = text(within: (Environment.columns(of: terminal) ?? 80) - 1) else { return }
    write("\r\(text)\u{1B}[K")
    isShown = true
  }

  /// Makes room for other output.
  func erase() {
    guard isShown else { return }
    write("\r\u{1B}[K")
    isShown = false
  }

  /// What the line says in that many columns; nil where there is no room.
  private func text(within columns: Int) -> String? {
    let count = "\(done)/\(total)"
    let sentence = LocalizedText(zh: "已核 \(count) 份", en: "checked \(count) drafts")[language]
    return [sentence, count].first { $0.columns <= columns }
  }

  /// A terminal that has gone is no reason to end.
  private func write(_ text: String) { _ = try? terminal.writeAll(text.utf8) }
}

extension ProgressLine {
  /// The line for a run on standard error; nil where nobody would see it, or where it would disturb a report.
  ///
  /// - Parameter toFile: Whether the report goes to a file.
  static func ofRun(total: Int, toFile: Bool, language: Language) -> ProgressLine? {
    guard Environment.wantsProgress(toFile: toFile) else { return nil }
    return ProgressLine(on: .standardError, total: total, language: language)
  }
}
