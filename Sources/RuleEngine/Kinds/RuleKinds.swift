/// All kinds of rules, by the word after `kind:`.
enum RuleKinds {
  /// One line for each kind of this folder.
  static let all: [any Rule.Type] = [
    AgreeRule.self,
    AttachmentRule.self,
    ContentsRule.self,
    CountRule.self,
    CutRule.self,
    DoubledRule.self,
    EnumerationRule.self,
    ForbidRule.self,
    LayoutRule.self,
    LengthRule.self,
    PairRule.self,
    RepeatRule.self,
    ReplaceRule.self,
    RequireRule.self,
    ResidueRule.self,
    ReviewRule.self,
    SequenceRule.self,
    SuppressionRule.self,
  ]
}
