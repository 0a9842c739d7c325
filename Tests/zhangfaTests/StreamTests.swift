import Foundation
import Testing

/// Output that cannot be written.
@Suite struct StreamTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.writeRule("rules/test/q.yaml", pattern: "Ｑ")
    try place.write("一、甲Ｑ\n", to: "q.txt")
  }

  /// Runs a line of shell in which `"$0"` is the program.
  private func shell(_ line: String) throws -> Int {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.currentDirectoryURL = place.folder
    shell.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C.UTF-8"]) { $1 }
    shell.arguments = ["-c", line, executable.path]
    try shell.run()
    shell.waitUntilExit()
    return Int(shell.terminationStatus)
  }

  private static let commands = [
    "rules", "explain numbering/gap", "outline q.txt", "test rules", "q.txt", "q.txt --format json", "--help",
    "--version",
  ]

  #if os(Linux)
    @Test(arguments: commands)
    func aFullDiskIsAFailure(command: String) throws {
      #expect(try shell("\"$0\" \(command) >/dev/full 2>err") == 2)
      #expect(try place.read("err") == "zhangfa: error: <stdout>: cannot be written: No space left on device\n")
    }
  #endif

  /// The program starts after the reader has ended.
  @Test(arguments: commands)
  func closedPipeEndsQuietly(command: String) throws {
    let writer = "while [ ! -e gone ]; do :; done; \"$0\" \(command) 2>err; echo $? >status"
    _ = try shell("{ \(writer); } | { exec <&-; >gone; }")
    #expect(try place.read("status") == "0\n")
    #expect(try place.read("err") == "")
  }
}
