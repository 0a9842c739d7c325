import ArgumentParser
import Foundation
import Testing

@testable import zhangfa

/// The manual describes all commands and options, and nothing else.
@Suite struct ManualTests {
  private static let sources = Checkout.root.appending(path: "Sources/zhangfa")

  private let place: Workplace
  private let page: String

  init() throws {
    place = try Workplace()
    page = try place.zhangfa("man").output
  }

  /// Returns the text of a section, without escapes.
  private func section(_ title: String) -> String {
    let section = page.components(separatedBy: ".SH ").first { $0.hasPrefix(title + "\n") } ?? ""
    return section.replacing("\\-", with: "-").replacing("\\e", with: "\\")
  }

  @Test func namesAllCommandsWithTheirOptions() throws {
    let commands = section("COMMANDS").components(separatedBy: ".SS ").dropFirst()
    let all = Zhangfa.configuration.subcommands.map { $0._commandName }
    #expect(commands.map { $0.prefix { $0 != " " && $0 != "\n" }.description } == all)
    for (name, text) in zip(all, commands) {
      let help = try place.zhangfa(name, "--help").output
      // An option inside the help text can belong to another command.
      let own = help.split(separator: "\n").compactMap { $0.firstMatch(of: /^ +(?:-\w, )?(--[a-z-]+)/) }
      let options = Set(own.map { String($0.1) }).subtracting(["--help", "--version"])
      for option in options { #expect(text.contains("\\fB\(option)\\fR"), "\(name) \(option)") }
    }
  }

  @Test func namesAllVariablesThatAreRead() throws {
    let locale = Self.sources.deletingLastPathComponent().appending(path: "ZhangfaCore/Locale.swift")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: Self.sources.path)
    let files = paths.filter { $0.hasSuffix(".swift") }.map { Self.sources.appending(path: $0) } + [locale]
    let code = try files.map { try String(contentsOf: $0, encoding: .utf8) }.joined()
    let read = Set(code.matches(of: /(?:value|environmentVariable)\("([A-Z_]+)"\)/).map { String($0.1) })
    let named = section("ENVIRONMENT").split(separator: "\n").filter { $0.hasPrefix(".B ") }.flatMap {
      $0.dropFirst(3).split(separator: ", ").map(String.init)
    }
    #expect(named.sorted() == read.sorted())
  }

  @Test func namesAllStatuses() {
    let named = section("EXIT STATUS").split(separator: "\n").filter { $0.hasPrefix(".B ") }.map { $0.dropFirst(3) }
    #expect(named == [ExitStatus.clean, .findings, .failed].map { "\($0.rawValue)" }.map { $0[...] })
  }

  @Test func itsExamplesAreCommandLines() throws {
    let examples = section("EXAMPLES").components(separatedBy: ".EX\n").dropFirst().map { $0.prefix { $0 != "\n" } }
    #expect(examples.count > 5)
    for example in examples {
      let line = example.split(separator: "|").last ?? ""
      let words = line.split(separator: "<")[0].split(separator: " ")
      #expect(words.first == "zhangfa")
      #expect(throws: Never.self, "\(example)") { try Zhangfa.parseAsRoot(words.dropFirst().map(String.init)) }
    }
  }

  @Test func isPlainASCII() {
    #expect(page.hasPrefix(".TH ZHANGFA 1 "))
    #expect(page.utf8.allSatisfy { $0 < 0x80 })
    #expect(page.contains("\\[u201C]zhangfa draft.txt\\[u201D]"))
  }

  @Test(.enabled(if: hasGroff)) func groffHasNoWarnings() throws {
    try place.write(page, to: "zhangfa.1")
    #expect(try place.shell("/usr/bin/groff -man -Tutf8 -ww -z zhangfa.1").error == "")
  }

  private static let hasGroff = FileManager.default.isExecutableFile(atPath: "/usr/bin/groff")
}

@Suite struct RoffTests {
  @Test(arguments: [
    ("a-b", "a\\-b"), (".SH", "\\&.SH"), ("'x", "\\&'x"), ("a.b", "a.b"), ("\\fB", "\\efB"),
    ("“章”", "\\[u201C]\\[u7AE0]\\[u201D]"),
    ("é𠮷", "\\[u00E9]\\[u20BB7]"),
  ])
  func textIsNotReadAsRequests(text: String, roff: String) {
    #expect(Roff.text(text) == roff)
  }
}
