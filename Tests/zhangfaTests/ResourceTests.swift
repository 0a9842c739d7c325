import Foundation
import Testing

/// A system with few resources: the program works with them, or reports which resource is missing.
@Suite struct ResourceTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.write("青禾县工作总结\n一、甲\n三、乙\n", to: "a.txt")
    try place.write("青禾县工作总结\n一、甲\n", to: "b.txt")
  }

  /// Runs the program on both drafts after the command `limit`: as this user, or as nobody, because process limits do
  /// not apply to root.
  private func run(after limit: String, asNobody: Bool = false) throws -> CommandLineRun {
    let command = "\(limit); exec \"$0\" --no-config --format concise a.txt b.txt"
    let shell = ["/bin/sh", "-c", command, executable.path]
    guard asNobody else { return try place.run(URL(fileURLWithPath: shell[0]), Array(shell.dropFirst())) }
    let nobody = ["--reuid=65534", "--clear-groups"] + shell
    return try place.run(URL(fileURLWithPath: "/usr/bin/setpriv"), nobody)
  }

  /// Whether the program can be run as another user here.
  private static let canBeNobody =
    getuid() == 0 && FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv")

  @Test(.enabled(if: canBeNobody), arguments: ["ulimit -u 1", "ulimit -u 2"])
  func oneThreadIsEnough(limit: String) throws {
    let expected = try run(after: ":")
    let limited = try run(after: limit, asNobody: true)
    // If the user nobody may not execute the program, there is nothing to test.
    guard limited.status != 126 else { return }
    #expect(expected.status == 1)
    #expect(limited.output == expected.output)
    #expect(limited.status == expected.status)
  }

  @Test(arguments: ["ulimit -n 8", "ulimit -s 256", "ulimit -v 400000"])
  func worksWithinResourceLimits(limit: String) throws {
    let limited = try run(after: limit)
    #expect(limited.status == 1)
    #expect(limited.output == (try run(after: ":")).output)
  }
}
