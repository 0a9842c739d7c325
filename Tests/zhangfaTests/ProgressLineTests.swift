import Diagnostics
import Foundation
import SystemPackage
import Testing

@testable import zhangfa

/// The progress line in a terminal during a run.
@Suite struct ProgressLineTests {
  private static let atOnce = ProgressLine.Pace(delay: .zero, interval: .zero)

  /// The successive texts of the line.
  private func texts(columns: Int, total: Int, language: Language, pace: ProgressLine.Pace = atOnce) throws -> [String]
  {
    let terminal = try PseudoTerminal(columns: columns)
    do {
      let line = ProgressLine(on: terminal.descriptor, total: total, language: language, pace: pace)
      for _ in 0..<total { line.advance() }
    }
    let written = try terminal.written()
    #expect(PseudoTerminal.lines(after: written) == [""])
    return written.split(separator: "\r").map { String($0.replacing("\u{1B}[K", with: "")) }
  }

  @Test(arguments: [
    (80, Language.zh, ["已核 1/3 份", "已核 2/3 份", ""]), (80, .en, ["checked 1/3 drafts", "checked 2/3 drafts", ""]),
    // Han characters take two columns, and the last column stays free.
    (12, .zh, ["已核 1/3 份", "已核 2/3 份", ""]), (11, .zh, ["1/3", "2/3", ""]), (4, .zh, ["1/3", "2/3", ""]),
    (3, .zh, []),
  ])
  func fitsTheTerminalAndVanishes(columns: Int, language: Language, expected: [String]) throws {
    #expect(try texts(columns: columns, total: 3, language: language) == expected)
  }

  @Test func aShortRunShowsNothing() throws {
    #expect(try texts(columns: 80, total: 50, language: .zh, pace: .init(delay: .seconds(3_600))) == [])
    #expect(try texts(columns: 80, total: 1, language: .zh) == [])
  }

  @Test func isNotWrittenMoreOftenThanCanBeRead() throws {
    let pace = ProgressLine.Pace(delay: .zero, interval: .seconds(3_600))
    #expect(try texts(columns: 80, total: 50, language: .zh, pace: pace) == ["已核 1/50 份", ""])
  }

  @Test func makesRoomForAReportOnTheSameTerminal() throws {
    let terminal = try PseudoTerminal(columns: 80)
    do {
      let line = ProgressLine(on: terminal.descriptor, total: 9, language: .zh, pace: Self.atOnce)
      var output = try ReportOutput(.stream(terminal.descriptor, name: "terminal"), line)
      line.advance()
      try output.write("甲\n")
      line.advance()
      try output.flush()
      line.advance()
      try output.write("乙\n")
      try output.finish()
    }
    let written = try terminal.written()
    #expect(written.contains("已核 3/9 份"))
    #expect(PseudoTerminal.lines(after: written) == ["甲", "乙", ""])
  }

  @Test func showsOnlyOnATerminal() throws {
    let file = try FileDescriptor.open("/dev/null", .readWrite)
    defer { try? file.close() }
    let pipe = try FileDescriptor.pipe()
    defer { for end in [pipe.readEnd, pipe.writeEnd] { try? end.close() } }
    func wants(
      _ error: FileDescriptor, _ output: FileDescriptor, toFile: Bool = false, _ variables: [String: String] = [:]
    ) -> Bool {
      Environment.wantsProgress(toFile: toFile, error: error, output: output) { variables[$0] }
    }
    let screen = try PseudoTerminal(columns: 80)
    #expect(wants(screen.descriptor, screen.descriptor))
    #expect(wants(screen.descriptor, file))
    #expect(!wants(file, screen.descriptor))
    #expect(!wants(pipe.writeEnd, screen.descriptor))
    #expect(!wants(screen.descriptor, screen.descriptor, ["CI": "true"]))
    #expect(!wants(screen.descriptor, screen.descriptor, ["TERM": "dumb"]))
    #expect(!wants(screen.descriptor, pipe.writeEnd))
    #expect(wants(screen.descriptor, pipe.writeEnd, toFile: true))
  }
}
