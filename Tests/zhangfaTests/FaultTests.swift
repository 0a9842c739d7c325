import Foundation
import SystemPackage
import Testing

/// Faults around a run: files that appear and vanish, closed streams, limits of the system, signals.
@Suite struct FaultTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.writeRule("rules/test/q.yaml", pattern: "Ｑ")
    try place.writeReplacement("fix/test/a.yaml")
    try place.write("一、甲Ｑ\n", to: "q.txt")
  }

  private static let finding = "1:4: error: “Ｑ” should not be here [test/q]"

  /// Runs a line of bash in which `$0` is a check for Ｑ, reported in the concise format.
  private func shell(_ line: String) throws -> CommandLineRun {
    try place.writeProgram(
      "#!/bin/sh\nexec '\(executable.path)' --rules rules --trust-rules --select test --format concise \"$@\"\n",
      to: "check")
    return try place.run(URL(filePath: "/bin/bash"), ["-c", line, "./check"], environment: ["PATH": "/usr/bin:/bin"])
  }

  // MARK: Streams

  @Test(arguments: [
    ("<&-", "q.txt", 1, "q.txt:\(finding)\n", ""), (">&-", "q.txt", 2, "", "<stdout>: cannot be written: Bad file"),
    ("2>&-", "q.txt none.txt", 2, "q.txt:\(finding)\n", ""), ("<&- >&- 2>&-", "q.txt", 2, "", ""),
    ("<&-", "-", 2, "", "<stdin>: cannot be read: Bad file descriptor"),
  ])
  func aClosedStreamStaysClosed(streams: String, drafts: String, status: Int, output: String, error: String) throws {
    let run = try shell("\"$0\" \(drafts) \(streams)")
    #expect(run.status == status)
    #expect(run.output == output)
    #expect(error.isEmpty ? run.error.isEmpty : run.error.contains(error), "\(run.error)")
  }

  /// The next opened file gets the descriptor of a closed stream. A report must not be written into a draft.
  @Test func reportIsNotWrittenIntoADraftWithAReusedDescriptor() throws {
    let run = try shell("\"$0\" --rules fix --fix q.txt <&- >&- 2>&-")
    #expect(run.status == 2)
    #expect(try place.read("q.txt") == "一、乙Ｑ\n")
  }

  @Test func closedOutputLeavesNoDraftHalfFixed() throws {
    for number in 0..<40 {
      try place.write(String(repeating: "一、甲Ｑ\n", count: 200), to: "d/\(number).txt")
    }
    let run = try shell("{ \"$0\" --rules fix --fix d; echo $? >status; } | head -c 1 >/dev/null")
    #expect(run.error == "")
    // The run ends early. Each draft is either unchanged or fixed.
    #expect(try place.read("status") == "0\n")
    for number in 0..<40 {
      let text = try place.read("d/\(number).txt")
      #expect(["甲", "乙"].contains { text == String(repeating: "一、\($0)Ｑ\n", count: 200) })
    }
    #expect(try place.names(in: "d").count == 40)
  }

  // MARK: Pipes and devices

  @Test func aPipeIsRead() throws {
    #expect(try shell("\"$0\" <(cat q.txt)").output.hasSuffix(":\(Self.finding)\n"))
    #expect(try shell("cat q.txt | \"$0\" /dev/stdin").output == "/dev/stdin:\(Self.finding)\n")
    #expect(try shell("mkfifo p; cat q.txt >p & \"$0\" p").output == "p:\(Self.finding)\n")
  }

  @Test func endlessInputIsRefused() throws {
    #expect(try shell("mkfifo p; \"$0\" p q.txt").error == "p: error: a pipe to which nobody writes\n")
    let endless = try shell("\"$0\" /dev/zero q.txt")
    #expect(endless.error == "/dev/zero: error: larger than 256 MB, which no draft is\n")
    #expect(endless.output == "q.txt:\(Self.finding)\n")
    #expect(try shell("mkfifo .zhangfa.yaml; \"$0\" q.txt").error.hasPrefix(".zhangfa.yaml:1:1: error: not a regular"))
  }

  @Test func gitSettingsThatArePipesAreSkipped() throws {
    let run = try shell("mkdir home .git; mkfifo home/.gitconfig .gitignore; HOME=$PWD/home \"$0\" .")
    #expect(run.output == "q.txt:\(Self.finding)\n")
  }

  // MARK: Folders

  @Test func aFolderThatChangesWhileItIsWalked() throws {
    for number in 0..<60 { try place.write("一、甲Ｑ\n", to: "d/\(number)/q.txt") }
    // Whatever the walk sees, it ends, and reports the result of each draft that it has found.
    let run = try shell(
      """
      (for i in {0..59}; do rm -rf d/$i; mkdir -p d/new$i/sub; ln -s .. d/new$i/sub/loop; echo 一、甲Ｑ > d/new$i/q.txt; done) &
      "$0" d; status=$?; wait; exit $status
      """)
    #expect([1, 2].contains(run.status), "\(run.error)")
    #expect(run.lines.allSatisfy { $0.hasSuffix(Self.finding) })
    let reasons = ["no such file", "empty file", "no drafts (.txt, .md, .docx) in this folder"]
    #expect(run.error.split(separator: "\n").allSatisfy { line in reasons.contains { line.hasSuffix("error: \($0)") } })
  }

  @Test func aNameLongerThanAnyFileHas() throws {
    let name = String(repeating: "甲", count: 100) + ".txt"
    let run = try shell("\"$0\" \(name) q.txt")
    #expect(run.status == 2)
    #expect(run.error == "\(name): error: cannot be read: File name too long\n")
    #expect(run.output == "q.txt:\(Self.finding)\n")
  }

  @Test func theWorkingFolderIsGone() throws {
    let run = try shell("mkdir gone; cd gone; rmdir ../gone; '\(executable.path)' ../q.txt")
    #expect(run.status == 2)
    #expect(run.error == "zhangfa: error: the working folder cannot be used: No such file or directory\n")
  }

  // MARK: Names

  #if os(Linux)
    /// A name with two bytes that are not UTF-8, and the same name as it is shown in text.
    private static let name = "$'x\\xff\\xe4y.txt'"
    private static let shown = "x\u{FFFD}\u{FFFD}y.txt"

    @Test(arguments: ["d", "d/\(name)", "--files-from <(printf '%s\\n' d/*)", "--files-from <(printf '%s\\0' d/*)"])
    func aNameThatIsNotUTF8(argument: String) throws {
      let run = try shell("mkdir d; cp q.txt d/\(Self.name); \"$0\" \(argument)")
      #expect(run.status == 1)
      #expect(run.output == "d/\(Self.shown):\(Self.finding)\n")
    }

    @Test func optionsTakeNamesThatAreNotUTF8() throws {
      let run = try shell(
        """
        mkdir d; cp q.txt d/\(Self.name); "$0" d --rules fix --fix --quiet --output \(Self.name)
        cat \(Self.name); cp -r rules $'r\\xff'; echo 'profile: speech' > $'c\\xff'
        "$0" q.txt --rules $'r\\xff' --config $'c\\xff'; "$0" $'\\xff\\xfe' none.txt
        """)
      #expect(run.lines == ["d/\(Self.shown):\(Self.finding)", "q.txt:\(Self.finding)"])
      #expect(run.error == "\u{FFFD}\u{FFFD}: error: no such file\nnone.txt: error: no such file\n")
      #expect(try shell("cat d/*").output == "一、乙Ｑ\n")
    }

    @Test(arguments: ["json", "jsonl", "sarif", "github", "gitlab", "checkstyle", "junit", "rdjson", "rdjsonl"])
    func formatsForProgramsHoldNamesThatAreNotUTF8(format: String) throws {
      // Reading the output fails if it is not UTF-8.
      let run = try shell("mkdir d; cp q.txt d/\(Self.name); \"$0\" d --format \(format)")
      #expect(run.status == 1)
      let names = [Self.shown, "x%EF%BF%BD%EF%BF%BDy.txt"]
      #expect(names.contains { run.output.contains($0) }, "\(run.output)")
      if ["json", "sarif", "gitlab", "rdjson"].contains(format) {
        _ = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
      }
    }
  #endif

  @Test func thousandsOfArguments() throws {
    let run = try place.zhangfa(
      [String](repeating: "q.txt", count: 1_000) + (0..<1_000).map { "none-\($0).txt" }
        + ["--rules", "rules", "--select", "test", "--format", "concise"])
    #expect(run.status == 2)
    #expect(run.output == "q.txt:\(Self.finding)\n")
    #expect(run.error.split(separator: "\n").count == 1_000)
  }

  // MARK: Limits

  @Test(arguments: ["env -i LANG=C", "env -u HOME", "env HOME=/nowhere TMPDIR=/nowhere"])
  func littleOfAnEnvironment(command: String) throws {
    #expect(try shell("\(command) \"$0\" q.txt").output == "q.txt:\(Self.finding)\n")
  }

  @Test func fewDescriptors() throws {
    for number in 0..<50 { try place.write("一、甲Ｑ\n", to: "d/\(number)/e/f/q.txt") }
    let run = try shell("ulimit -n 16; \"$0\" d")
    #expect(run.lines.count == 50)
    #expect(run.error == "")
  }

  // MARK: Kills

  /// After a kill, the draft is either unchanged or completely fixed. Any other file left has a name of zhangfa.
  @Test(arguments: [SIGKILL, SIGTERM, SIGINT]) func killedRunLeavesNoPartialDraft(signal: Int32) throws {
    let lines = String(repeating: "丁甲丙\n", count: 3_000)
    let (old, new) = (lines, lines.replacing("甲", with: "乙"))
    var survived = 0
    for moment in 0..<20 {
      try place.write(old, to: "d/a.txt")
      let process = try place.start(
        executable, ["--rules", "fix", "--trust-rules", "--select", "test", "--fix", "d/a.txt", "--no-config"])
      // Some kills come early, the others after the new file exists.
      var rest = moment < 5 ? 40 * moment : 5 * (moment - 5)
      while process.isRunning, rest > 0 {
        let isBegun = try place.names(in: "d").count > 1
        if isBegun || moment < 5 { rest -= 1 }
        sched_yield()
      }
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      let text = try place.read("d/a.txt")
      #expect(text == old || text == new)
      survived += process.terminationReason == .exit ? 1 : 0
      let others = try place.names(in: "d").filter { $0 != "a.txt" }
      #expect(others.allSatisfy { $0.hasPrefix(".zhangfa-") && $0.hasSuffix(".tmp") })
      #expect(signal == SIGKILL || others.isEmpty)
    }
    #expect(survived < 20)
  }

  /// A run that a signal ends while it writes leaves no file behind. Its draft is a pipe that stays open without data,
  /// so the report is never finished.
  @Test(arguments: [SIGINT, SIGTERM, SIGHUP]) func signalLeavesNoTemporaryFile(signal: Int32) throws {
    try place.makeFolder("d")
    #expect(mkfifo(place.folder.path + "/draft", 0o600) == 0)
    let writer = try FileDescriptor.open(place.folder.path + "/draft", .readWrite)
    defer { try? writer.close() }
    let process = try place.start(executable, ["draft", "--output", "d/report.json", "--format", "json"])
    while try process.isRunning && place.names(in: "d").isEmpty { sched_yield() }
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(process.terminationStatus == signal)
    #expect(try place.names(in: "d") == [])
  }

  @Test func ignoredSignalStaysIgnored() throws {
    let run = try shell(
      """
      mkfifo p; trap '' HUP; "$0" p >report & exec 3>p
      kill -HUP $!; cat q.txt >&3; exec 3>&-; wait $!; cat report
      """)
    #expect(run.output == "p:\(Self.finding)\n")
  }

  // MARK: Disks

  #if os(Linux)
    /// The command under which a file system of 64 KB can be mounted, if the user may create a namespace.
    private static let mount = "unshare --mount --map-root-user"

    private static let canMount = (try? Workplace().shell("\(mount) mount -t tmpfs none /mnt"))?.status == 0

    @Test(.enabled(if: canMount, "needs a mount of its own"))
    func fullDiskLeavesTheDraftUnchanged() throws {
      try place.makeFolder("disk")
      try place.write(String(repeating: "一、甲乙丙\n", count: 2_400), to: "large.txt")
      let run = try shell(
        """
        \(Self.mount) bash -c 'mount -t tmpfs -o size=64k none disk; cp large.txt q.txt disk
        "$0" --rules fix --select test/a --fix disk; echo "status $?"
        "$0" q.txt --format json --output disk/report.json; echo "status $?"
        cmp disk/large.txt large.txt && cat disk/q.txt; ls -A disk' "$0"
        """)
      #expect(
        run.error.contains("disk/large.txt: error: not fixed: cannot be written: No space left on device"), "\(run)")
      #expect(run.lines.filter { $0.hasPrefix("status") } == ["status 2", "status 1"])
      #expect(run.lines.suffix(4) == ["一、乙Ｑ", "large.txt", "q.txt", "report.json"], "\(run.lines.suffix(6))")
    }
  #endif
}
