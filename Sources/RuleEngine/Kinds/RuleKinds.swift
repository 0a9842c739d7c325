/// All kinds of rules, by the word after `kind:`.
package enum RuleKinds {
  /// One line for each file of this folder.
  package static let all: [any Rule.Type] = [
    Agree.self, Count.self, Enumerate.self, Forbid.self, Length.self, Pair.self, Repeat.self, Replace.self,
    Require.self, Sequenced.self, SetAside.self,
  ]
}
