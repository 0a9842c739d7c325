/// All kinds of rules, by the word after `kind:`.
enum RuleKinds {
  /// One line for each file of this folder.
  static let all: [any Rule.Type] = [
    AgreeRule.self, ContentsRule.self, CountRule.self, EnumerationRule.self, ForbidRule.self, LengthRule.self,
    PairRule.self,
    RepeatRule.self, ReplaceRule.self,
    RequireRule.self, SequenceRule.self, ResidueRule.self,
  ]
}
