import Foundation
import Testing

/// The completions in shells.
@Suite struct CompletionTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.writeRule("our-rules/office/own.yaml", pattern: "Ｑ")
    for path in ["drafts/a.txt", "draft.txt", "draft.pdf"] { try place.write("甲", to: path) }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func everyShellHasAScript(shell: String) throws {
    let run = try place.zhangfa("--generate-completion-script", shell)
    #expect(run.status == 0)
    #expect(run.error == "")
    for command in ["check", "outline", "compare", "recheck", "learn", "rules", "explain", "test", "schema", "man"] {
      #expect(run.output.contains(command), "\(command)")
    }
    #expect(run.output.contains("---completion check -- --select"))
    #expect(run.output.contains("---completion explain -- positional@0"))
  }

  @Test(
    .enabled(if: hasBash),
    arguments: [
      ("zhangfa check --select numbering/g", ["numbering/gap"]),
      ("zhangfa check --ignore coun", ["count", "count/mismatch"]),
      ("zhangfa check --select placeholder,numbering/g", ["placeholder,numbering/gap"]),
      ("zhangfa check --rules our-rules --select office", ["office", "office/own"]),
      ("zhangfa check --profile spee", ["speech"]), ("zhangfa outline --profile aut", ["auto"]),
      ("zhangfa explain numbering/g", ["numbering/gap"]), ("zhangfa explain spee", ["speech"]),
      ("zhangfa check --format sar", ["sarif"]), ("zhangfa check --fail-on w", ["warning"]),
      ("zhangfa check --rules our", ["our-rules"]), ("zhangfa check d", ["draft.txt", "drafts"]),
      // The name of the command `check` can be omitted.
      ("zhangfa d", ["draft.txt", "drafts"]), ("zhangfa ou", ["our-rules", "outline"]),
      ("zhangfa --form", ["--format"]),
      ("zhangfa --select numbering/g", ["numbering/gap"]), ("zhangfa draft.txt --format sar", ["sarif"]),
      ("zhangfa draft.txt d", ["draft.txt", "drafts"]),
    ])
  func bashCompletes(line: String, expected: [String]) throws {
    try place.write(place.zhangfa("--generate-completion-script", "bash").output, to: "script")
    try place.write(
      """
      source ./script
      read -ra COMP_WORDS <<<"$1"
      COMP_LINE=$1 COMP_POINT=${#1} COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      function=$(complete -p zhangfa)
      function=${function##*-F }
      "${function% *}" zhangfa "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """, to: "try")
    #expect(try Set(place.shell("bash --norc try '\(line)'").lines) == Set(expected))
  }

  private static let hasBash = ["/bin/bash", "/usr/bin/bash"].contains {
    FileManager.default.isExecutableFile(atPath: $0)
  }
}
