import DraftText
import RuleFiles

/// The schemas of the files in a folder of rules.
package enum FileSchemas {
  /// Returns the schema of a rule file: the keys that all rules have, and those of its kind.
  package static func rule() throws -> JSONSchema {
    var schema = JSONSchema.either(try RuleKinds.all.map { try rule($0) })
    schema.title = "A rule of zhangfa"
    return schema
  }

  /// Returns the schema of a profile.
  package static func profile() throws -> JSONSchema {
    var schema = try ProfileReader.profileSchema()
    schema.title = "A profile of zhangfa"
    return schema
  }

  private static func rule<Kind: Rule>(_ kind: Kind.Type) throws -> JSONSchema {
    let options = try SchemaRecorder.schema(of: Kind.Options.self)
    let common = try RuleReader.commonSchema()
    var properties = (common.properties ?? [:]).merging(options.properties ?? [:]) { _, own in own }
    properties["kind"] = .word([kind.kind])
    return .object(properties, required: (common.required ?? []) + (options.required ?? []))
  }
}

// The schemas of types that decode themselves.

extension PatternSource: SchemaDescribing {
  package static func schema() throws -> JSONSchema {
    .either([
      JSONSchema(.string, description: "a PCRE2 pattern"),
      .list(of: JSONSchema(.string, description: "one of several PCRE2 patterns")),
    ])
  }
  package static func sample() throws -> PatternSource { PatternSource("x") }
}

extension Located: SchemaDescribing {
  package static func schema() throws -> JSONSchema { try SchemaRecorder.schema(of: Value.self) }
  package static func sample() throws -> Located<Value> {
    Located(value: try SchemaRecorder.sample(of: Value.self), position: .start)
  }
}

extension RuleText: SchemaDescribing {
  static func schema() throws -> JSONSchema {
    .either([
      JSONSchema(.string), .object(["zh": JSONSchema(.string), "en": JSONSchema(.string)], required: ["zh", "en"]),
    ])
  }
  static func sample() throws -> RuleText { RuleText(text: .init(verbatim: "")) }
}

extension Scope: SchemaDescribing {
  static func schema() throws -> JSONSchema {
    .either([.word(words.filter { !$0.hasSuffix(":") }), .text("^part:.")])
  }
  static func sample() throws -> Scope { .text }
}

extension ReplaceRule.Replacement: SchemaDescribing {
  static func schema() throws -> JSONSchema {
    .either([JSONSchema(.string), .object(others: JSONSchema(.string))])
  }
  static func sample() throws -> ReplaceRule.Replacement { .template("") }
}

extension RuleExample: SchemaDescribing {
  package static func schema() throws -> JSONSchema {
    .either([
      JSONSchema(.string, description: "a draft; ⟦ ⟧ surround what must be reported"),
      .object(
        [
          "profile": JSONSchema(.string), "format": try SchemaRecorder.schema(of: DraftFormat.self),
          "layout": try SchemaRecorder.schema(of: ExampleLayout.self), "text": JSONSchema(.string),
        ], required: ["text"]),
    ])
  }
  package static func sample() throws -> RuleExample {
    RuleExample(text: "", profile: nil, format: nil, layout: nil, position: .start)
  }
}

extension UnreadNode: SchemaDescribing {
  static func schema() throws -> JSONSchema { try SchemaRecorder.schema(of: ClassExamples.self) }
  static func sample() throws -> UnreadNode {
    UnreadNode(node: DataNode(position: .start, content: .mapping([])))
  }
}

extension LocatedEntries: SchemaDescribing {
  package static func schema() throws -> JSONSchema {
    .object(others: try SchemaRecorder.schema(of: Value.self))
  }
  package static func sample() throws -> LocatedEntries<Value> { LocatedEntries(entries: []) }
}
