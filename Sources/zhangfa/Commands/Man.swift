import ArgumentParser

/// `zhangfa man`: prints the manual.
struct Man: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "man", abstract: "Print the manual page, for man.",
    discussion: """
      To install the page for “man zhangfa”, run “zhangfa man > ~/.local/share/man/man1/zhangfa.1”. To read it at \
      once, run “zhangfa man | man -l -”.
      """)

  func run() throws {
    try StandardStream.writeOutput(Manual(of: Zhangfa.self).roff)
  }
}
