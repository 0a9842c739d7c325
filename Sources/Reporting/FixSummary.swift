import Diagnostics

/// What a run fixed, and what could be fixed, in numbers.
struct FixSummary: Hashable {
  private let limit: Fix.Applicability
  private var fixed = 0
  private var fixedFiles = 0
  private var wasFixing = false
  /// What `--fix` would fix, and what it would fix besides if unsafe fixes were allowed.
  private var fixable = 0
  private var hidden = 0

  /// Nothing was fixed yet.
  ///
  /// - Parameter limit: Which fixes the run applies, or would.
  init(upTo limit: Fix.Applicability) { self.limit = limit }

  /// Counts a checked file.
  mutating func add(_ file: FileReport) {
    if let count = file.fixed {
      wasFixing = true
      fixed += count
      fixedFiles += count > 0 ? 1 : 0
    }
    for fix in file.diagnostics.compactMap(\.fix) {
      if fix.applicability.isAllowed(upTo: limit) {
        // What is still there after fixing would do harm.
        fixable += file.fixed == nil ? 1 : 0
      } else if fix.applicability.isAllowed(upTo: .unsafe) {
        hidden += 1
      }
    }
  }

  /// What to tell the user.
  var lines: [LocalizedText] { [outcome, offer].compactMap { $0 } }

  private var outcome: LocalizedText? {
    guard wasFixing else { return nil }
    guard fixed > 0 else { return LocalizedText(zh: "没有可以自动改的", en: "nothing was fixed") }
    return LocalizedText(
      zh: "已改 \(fixed) 处（\(fixedFiles) 个文件）",
      en: "fixed \(Self.count(fixed, "finding")) in \(Self.count(fixedFiles, "file"))")
  }

  private var offer: LocalizedText? {
    switch (fixable, hidden) {
    case (0, 0): nil
    case (_, 0): LocalizedText(zh: "--fix 可改 \(fixable) 处", en: "\(fixable) can be fixed with --fix")
    case (0, _):
      LocalizedText(
        zh: "--fix --unsafe-fixes 可改 \(hidden) 处，改后请核对",
        en: "\(hidden) can be fixed with --fix --unsafe-fixes, to be checked afterwards")
    default:
      LocalizedText(
        zh: "--fix 可改 \(fixable) 处；加上 --unsafe-fixes 再改 \(hidden) 处，改后请核对",
        en: "\(fixable) can be fixed with --fix; \(hidden) more with --unsafe-fixes, to be checked afterwards")
    }
  }

  /// The line of a run that only shows what it would fix.
  ///
  /// - Parameters:
  ///   - fixed: How many findings would be fixed.
  ///   - files: In how many files.
  static func preview(fixed: Int, files: Int) -> LocalizedText {
    guard fixed > 0 else { return LocalizedText(zh: "没有可以自动改的", en: "nothing would be fixed") }
    return LocalizedText(
      zh: "可改 \(fixed) 处（\(files) 个文件）", en: "would fix \(count(fixed, "finding")) in \(count(files, "file"))")
  }

  private static func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
