import RuleEngine

extension Configuration {
  /// Returns the JSON schema of a configuration for the rules and profiles of `ruleSet`.
  package static func schema(for ruleSet: RuleSet) throws -> JSONSchema {
    let rules = Set(ruleSet.rules.flatMap(\.metadata.id.fittingNames))
    let severity = try SchemaRecorder.schema(of: SeverityWord.self)
    /// Adds the known names of rules and profiles to the schemas of settings.
    func complete(_ properties: [String: JSONSchema]?) -> [String: JSONSchema] {
      var properties = properties ?? [:]
      properties[Key.profile.rawValue] = .word(["auto"] + ruleSet.profiles.map(\.id).sorted())
      properties[Key.severity.rawValue] = .object(Dictionary(uniqueKeysWithValues: rules.map { ($0, severity) }))
      return properties
    }
    var schema = try SchemaRecorder.schema(of: Keys.self)
    schema.properties = complete(schema.properties)
    schema.properties?[Key.overrides.rawValue] = .list(
      of: .object(
        complete(try SchemaRecorder.schema(of: OverrideKeys.self).properties),
        required: [OverrideKey.files.rawValue]))
    for key in Key.allCases { schema.properties?[key.rawValue]?.description = key.purpose }
    schema.title = "The configuration of zhangfa"
    return schema
  }
}

extension Configuration.Key {
  /// The purpose of the key, as editors show it.
  fileprivate var purpose: String {
    switch self {
    case .profile: "文种，auto 为自动识别 / the kind of document; auto to find out"
    case .severity: "按规则或类别定轻重 / how severe findings are, by rule or category"
    case .overrides: "对部分稿件另作规定，后面的优先 / what holds for some drafts; later entries go first"
    case .rules: "本单位的规则文件夹 / folders of rules of one's own"
    case .exclude: "不核的稿件，写法同 .gitignore / drafts that are not checked, as in .gitignore"
    case .accept: "本来就对的词，不再报告 / words that are right as they stand"
    case .names: "本单位的规范名称 / how the office is properly called"
    case .lang: "提示语言 / the language of messages"
    }
  }
}
