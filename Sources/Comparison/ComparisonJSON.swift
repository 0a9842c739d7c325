import Diagnostics
import DraftOutline
import DraftText
import Reporting

/// The content of a comparison report in JSON, version 1. Lines and columns count from 1; columns count code points.
private struct ComparisonDescription: Encodable {
  struct Draft: Encodable {
    let path, profile: String
    let year: Int?
  }

  struct Pair: Encodable {
    let depth: Int
    let last, this: JSONPlace?
  }

  struct Part: Encodable {
    let name: String
    let implied: Bool
    let last: JSONPlace
  }

  struct Line: Encodable {
    let kind: Leftover.Kind
    let message: String
    let this: [JSONPlace]
    let last: JSONPlace
  }

  let version = 1
  let last, this: Draft
  let outline: [Pair]
  let goneParts: [Part]
  let leftovers: [Line]
}

extension DraftComparison {
  /// The comparison as JSON, with its final line end.
  package func json(in language: Language) -> String {
    let description = ComparisonDescription(
      last: .init(path: last.path, profile: last.document.profile.id, year: years?.last),
      this: .init(path: this.path, profile: this.document.profile.id, year: years?.this),
      outline: outline.map { pair in
        .init(
          depth: pair.depth, last: pair.last.map { place($0.heading.range, last, language) },
          this: pair.this.map { place($0.heading.range, this, language) })
      },
      goneParts: goneParts.map {
        .init(name: $0.name[language], implied: $0.isImplied, last: place($0.lastRange, last, language))
      },
      leftovers: leftovers.map { leftover in
        .init(
          kind: leftover.kind, message: leftover.message.text(in: language),
          this: leftover.ranges.map { place($0, this, language) }, last: place(leftover.lastRange, last, language))
      })
    return Reporting.json(description, isIndented: true) + "\n"
  }

  private func place(_ range: TextRange, _ draft: ComparedDraft, _ language: Language) -> JSONPlace {
    JSONPlace(draft.place(of: range), in: draft.source, draft.locations, language)
  }
}
