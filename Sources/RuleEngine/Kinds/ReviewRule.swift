import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// `kind: review`: finds the first trace of one kind that reviewers left in a Word document.
///
/// A document holds only the places of the traces, so the examples of such a rule use the notation of CriticMarkup:
/// `{++inserted++}`, `{--deleted--}`, `{>>a comment<<}`.
package struct ReviewRule: Rule {
  /// The keys of a `review` rule.
  package struct Options: RuleOptions {
    /// The keys.
    package enum CodingKeys: String, CodingKey, CaseIterable {
      case trace
    }

    /// The trace that must not be left.
    let trace: Trace
  }

  /// The traces that can be left.
  enum Trace: String, Decodable, Sendable, CaseIterable {
    case changes, comments
  }

  package static let kind = "review"
  package static let exampleFormat = DraftFormat.word

  package static func messageFields(_ options: Options) -> Set<String> { [] }

  package let metadata: RuleMetadata
  private let trace: Trace

  package init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) throws {
    self.metadata = metadata
    trace = options.trace
  }

  package func findings(of traces: ReviewTraces) -> [Diagnostic] {
    let places = trace == .changes ? traces.changes : traces.comments
    // A deletion shows nothing, so another trace is a better place.
    let place = places.first { !$0.isEmpty } ?? places.first
    return place.map { [metadata.diagnostic(at: $0)] } ?? []
  }
}

extension ReviewTraces {
  /// Reads the CriticMarkup of an example.
  init(example: String) {
    func places(_ opening: String, _ closing: String) -> [TextRange] {
      var places: [TextRange] = []
      var rest = example[...]
      while let start = rest.firstRange(of: opening), let end = rest[start.upperBound...].firstRange(of: closing) {
        let offset = example.utf8.distance(from: example.startIndex, to: start.lowerBound)
        places.append(TextRange(offset, example.utf8.distance(from: example.startIndex, to: end.upperBound)))
        rest = rest[end.upperBound...]
      }
      return places
    }
    self.init(
      changes: (places("{++", "++}") + places("{--", "--}")).sorted(), comments: places("{>>", "<<}"))
  }
}
