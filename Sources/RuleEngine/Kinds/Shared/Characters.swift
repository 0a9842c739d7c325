import DraftText
import RuleFiles

/// Characters that a rule file lists in one text; white space between them is ignored.
struct Characters: Decodable, SchemaDescribing, Sendable {
  private let scalars: Set<Unicode.Scalar>

  init(_ text: String) { scalars = Set(text.unicodeScalars.filter { !$0.isBlankOrInvisible }) }

  init(from decoder: any Decoder) throws { self.init(try decoder.singleValueContainer().decode(String.self)) }

  func contains(_ scalar: Unicode.Scalar) -> Bool { scalars.contains(scalar) }

  static func schema() -> JSONSchema { JSONSchema(.string, description: "characters") }
  static func sample() -> Characters { Characters("") }
}
