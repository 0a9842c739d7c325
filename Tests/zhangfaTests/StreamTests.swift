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

  private static let commands = [
    "rules", "explain numbering/gap", "outline q.txt", "test rules", "q.txt", "q.txt --format json", "--help",
    "--version",
  ]

  #if os(Linux)
    @Test(arguments: commands)
    func aFullDiskIsAFailure(command: String) throws {
      let run = try place.shell("\"$0\" \(command) >/dev/full")
      #expect(run.status == 2)
      #expect(run.error == "zhangfa: error: <stdout>: cannot be written: No space left on device\n")
    }
  #endif

  /// The program starts after the reader has ended.
  @Test(arguments: commands)
  func closedPipeEndsQuietly(command: String) throws {
    let writer = "while [ ! -e gone ]; do :; done; \"$0\" \(command); echo $? >status"
    let run = try place.shell("{ \(writer); } | { exec <&-; >gone; }")
    #expect(try place.read("status") == "0\n")
    #expect(run.error == "")
  }
}
