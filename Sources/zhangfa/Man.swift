import ArgumentParser
import Diagnostics

/// `zhangfa man`: prints the manual.
struct Man: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "man", abstract: "Prints the manual page, for man.",
    discussion: """
      With “zhangfa man > ~/.local/share/man/man1/zhangfa.1” man zhangfa finds it; “zhangfa man | man -l -” shows it \
      at once.
      """)

  func run() throws {
    try StandardStream.writeOutput(Manual(of: Zhangfa.self).roff)
  }
}
