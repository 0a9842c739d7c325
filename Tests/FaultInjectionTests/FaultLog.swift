/// The missed faults and the side findings, for the people who correct the rules.
struct FaultLog {
  let outcomes: [Outcome]

  var text: String {
    outcomes.filter { !$0.isCaught || !$0.side.isEmpty }.map(entry).joined(separator: "\n")
  }

  private func entry(_ outcome: Outcome) -> String {
    let state = outcome.isCaught ? (outcome.sideFindings > 0 ? "SIDE" : "INFO") : "MISSED"
    let due = outcome.missed.map { index in
      let expectation = outcome.fault.expected[index]
      return "  due  \(outcome.lines[index].map(String.init).joined(separator: "/")) "
        + expectation.ids.sorted().joined(separator: " or ")
    }
    let said = outcome.side.map { "  said \($0.line) \($0.severity) \($0.id) \($0.message)" }
    let head = "\(state) \(outcome.fault.id) [\(outcome.draft)] \(outcome.fault.what)"
    return ([head] + due + said).joined(separator: "\n")
  }
}
