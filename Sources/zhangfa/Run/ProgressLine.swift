import Diagnostics
import SystemPackage

/// A line on a terminal that shows the progress of a long run: `已核 123/1000 份`.
final class ProgressLine {
  /// When and how often the line is written.
  struct Pace {
    /// The time before the line is first written: a short run needs no line.
    var delay: Duration = .seconds(1)
    /// The least time between two updates of the line.
    var interval: Duration = .milliseconds(100)
  }

  private let terminal: FileDescriptor
  private let total: Int
  private let language: Language
  private let interval: Duration
  private var done = 0
  /// The earliest time of the next update.
  private var next: ContinuousClock.Instant
  private var isShown = false

  /// Makes a progress line with no draft done.
  ///
  /// - Parameter total: The number of drafts.
  init(on terminal: FileDescriptor, total: Int, language: Language, pace: Pace = Pace()) {
    self.terminal = terminal
    self.total = total
    self.language = language
    interval = pace.interval
    next = .now + pace.delay
  }

  deinit { erase() }

  /// Counts one more draft, and updates the line if it is time.
  func advance() {
    done += 1
    guard done < total, .now >= next else { return }
    next = .now + interval
    guard let text = text(within: (Environment.columns(of: terminal) ?? 80) - 1) else { return }
    write("\r\(text)\u{1B}[K")
    isShown = true
  }

  /// Erases the line, so that other output can be written.
  func erase() {
    guard isShown else { return }
    write("\r\u{1B}[K")
    isShown = false
  }

  /// Returns the longest text of the line that fits in `columns`; nil if none does.
  private func text(within columns: Int) -> String? {
    let count = "\(done)/\(total)"
    let sentence = LocalizedText(zh: "已核 \(count) 份", en: "checked \(count) drafts")[language]
    return [sentence, count].first { $0.columns <= columns }
  }

  /// Writes `text`. An error, such as a closed terminal, does not end the run.
  private func write(_ text: String) { _ = try? terminal.writeAll(text.utf8) }
}

extension ProgressLine {
  /// Returns the line for a run on standard error; nil if nobody would see it, or if it would disturb a report.
  ///
  /// - Parameter toFile: Whether the report goes to a file.
  static func ofRun(total: Int, toFile: Bool, language: Language) -> ProgressLine? {
    guard Environment.wantsProgress(toFile: toFile) else { return nil }
    return ProgressLine(on: .standardError, total: total, language: language)
  }
}
