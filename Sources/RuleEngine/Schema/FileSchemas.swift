/// The schemas of the files in a folder of rules.
package enum FileSchemas {
  /// What a rule file may say: the keys that all rules have, and those of its kind.
  package static func rule() throws -> JSONSchema {
    var schema = JSONSchema.either(try RuleKinds.all.map { try rule($0) })
    schema.title = "A rule of zhangfa"
    return schema
  }

  /// What a profile may say.
  package static func profile() throws -> JSONSchema {
    var schema = try GenreReader.profileSchema()
    schema.title = "A profile of zhangfa"
    return schema
  }

  private static func rule<Kind: Rule>(_ kind: Kind.Type) throws -> JSONSchema {
    let options = try SchemaRecorder.schema(of: Kind.Options.self)
    let (common, required) = try RuleReader.commonKeys()
    var properties = common.merging(options.properties ?? [:]) { _, own in own }
    properties["kind"] = .word([kind.kind])
    return .object(properties, required: required + (options.required ?? []))
  }
}
