import Diagnostics
import DraftOutline
import DraftText

/// The outline and the parts of a draft, as a report shows them. Ranges refer to the draft as it was written.
package struct ReportedOutline: Sendable {
  /// A heading.
  struct Entry: Sendable {
    /// The level of the heading, from 1.
    let level: Int
    let text: String
    let range: TextRange
  }

  /// A part that the profile requires or allows.
  struct Part: Sendable {
    /// Whether the draft has the part. The page has a CSS class for each state.
    enum State: String, Sendable {
      case present, implied
      /// The draft does not have the part, but the profile requires it.
      case missing
      /// The draft does not have the part, and the profile does not require it.
      case absent
    }

    let name: LocalizedText
    let state: State
    /// The range of the part; nil if the draft does not have it.
    let range: TextRange?
  }

  /// The lines of the title, joined; empty if there is none.
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

  /// The meaning of the sign in words.
  var name: LocalizedText {
    switch self {
    case .present: LocalizedText(zh: "有", en: "present")
    case .implied: LocalizedText(zh: "文中提到，没有单列", en: "implied")
    case .missing: LocalizedText(zh: "缺少", en: "missing")
    case .absent: LocalizedText(zh: "没有，可以没有", en: "absent, may be")
    }
  }
}
