/// All kinds of rules, by the word after `kind:`.
enum RuleKinds {
  /// One line for each file of this folder.
  static let all: [any Rule.Type] = [
    AgreeRule.self, AuthorRule.self, CountRule.self, EnumerationRule.self, ForbidRule.self, HomophoneRule.self,
    LengthRule.self, PairRule.self, RepeatRule.self, ReplaceRule.self, RequireRule.self, ResidueRule.self,
    SequenceRule.self, YearRule.self,
  ]
}
