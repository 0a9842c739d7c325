import Diagnostics
import DraftOutline
import DraftText

/// What a report shows of the way in which a draft was understood. Ranges are those of the draft as it was written.
package struct ReportedOutline: Sendable {
  /// A heading.
  struct Entry: Sendable {
    /// From 1.
    let level: Int
    let text: String
    let range: TextRange
  }

  /// A part that the profile asks for, or speaks of.
  struct Part: Sendable {
    enum State: Sendable {
      case present, implied
      /// The profile asks for it.
      case missing
      /// The profile does without it.
      case absent
    }

    let name: LocalizedText
    let state: State
    /// Where it is; nil where it is not.
    let range: TextRange?
  }

  /// The lines of the title as one; empty where there is none.
  let title: String
  let titleLines: [TextRange]
  let entries: [Entry]
  let parts: [Part]

  package init(_ document: Document) {
    func original(_ range: TextRange) -> TextRange { document.reflowed.original(of: range) }
    title = document.title.map { line in
      document.source[TextRange(document.source.startOfWords(in: line), line.range.end)]
    }.joined()
    titleLines = document.title.map { original($0.range) }
    entries = document.allSections.filter { $0.heading.isHeading }.map { section in
      Entry(
        level: section.depth, text: document.source[section.heading.range], range: original(section.heading.range))
    }
    let found = Dictionary(document.parts.map { ($0.id, $0) }) { first, _ in first }
    parts = document.profile.requirements.compactMap { requirement in
      guard let part = document.profile.part(requirement.part) else { return nil }
      guard let place = found[part.id] else {
        return Part(name: part.name, state: requirement.severity == nil ? .absent : .missing, range: nil)
      }
      return Part(name: part.name, state: place.form == .headed ? .present : .implied, range: original(place.range))
    }
  }
}

extension ReportedOutline.Part.State {
  /// The sign that stands before the name.
  var sign: String {
    switch self {
    case .present: "✓"
    case .implied: "～"
    case .missing: "✗"
    case .absent: "–"
    }
  }

  /// What it says, for those who do not see the sign.
  var name: LocalizedText {
    switch self {
    case .present: LocalizedText(zh: "有", en: "present")
    case .implied: LocalizedText(zh: "文中提到，没有单列", en: "implied")
    case .missing: LocalizedText(zh: "缺少", en: "missing")
    case .absent: LocalizedText(zh: "没有，可以没有", en: "absent, may be")
    }
  }

  /// The class of its elements.
  var word: String {
    switch self {
    case .present: "present"
    case .implied: "implied"
    case .missing: "missing"
    case .absent: "absent"
    }
  }
}
