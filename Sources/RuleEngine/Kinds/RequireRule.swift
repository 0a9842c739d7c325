import Diagnostics
import DraftOutline
import DraftText
import PatternMatching

/// `kind: require`: whether the parts that a genre asks for are there, in order, and filled.
struct RequireRule: Rule {
  struct Options: Decodable, Sendable {
    let fault: Fault
  }

  /// What may be wrong with the parts.
  enum Fault: String, Decodable, CaseIterable, Sendable {
    case missing, implied, order, empty, promised
  }

  static let kind = "require"
  let metadata: RuleMetadata
  private let fault: Fault

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) {
    self.metadata = metadata
    fault = options.fault
  }

  func concerns(_ genre: Genre) -> Bool {
    switch fault {
    case .missing: genre.requirements.contains { $0.severity != nil }
    case .implied: genre.requirements.contains { $0.severityIfImplied != nil }
    case .order: genre.requirements.count { $0.severity != nil } > 1
    case .empty: true
    case .promised: genre.parts.contains(where: \.canBePromised)
    }
  }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    switch fault {
    case .missing: try missing(document)
    case .implied: try implied(document)
    case .order: order(document)
    case .empty: empty(document)
    case .promised: try promised(document)
    }
  }

  // MARK: Missing and implied parts

  private func missing(_ document: Document) throws(MatchError) -> [Diagnostic] {
    let promised = Set(try brokenPromises(document).map(\.part.id))
    let found = Set(document.parts.map(\.id))
    return document.genre.requirements.compactMap { requirement in
      guard let severity = requirement.severity, !found.contains(requirement.part),
        !promised.contains(requirement.part),
        let part = document.genre.part(requirement.part), document.hasText
      else { return nil }
      let neighbours = document.neighbours(of: requirement.part)
      return diagnostic(
        part, document, at: neighbours.place,
        related: [neighbours.before.map { (.before, $0) }, neighbours.after.map { (.after, $0) }].compactMap { $0 },
        severity: document.weigh(severity))
    }
  }

  private func implied(_ document: Document) throws(MatchError) -> [Diagnostic] {
    let promised = Set(try brokenPromises(document).map(\.part.id))
    return document.genre.requirements.compactMap { requirement in
      guard let severity = requirement.severityIfImplied, !promised.contains(requirement.part),
        let found = document.parts.first(where: { $0.id == requirement.part && $0.form == .implied }),
        let part = document.genre.part(requirement.part)
      else { return nil }
      return diagnostic(part, document, at: found.range, severity: document.weigh(severity))
    }
  }

  // MARK: Order

  private func order(_ document: Document) -> [Diagnostic] {
    let headings = Set(document.sections.map(\.heading.range))
    let required = Set(document.genre.requirements.filter { $0.severity != nil }.map(\.part))
    let found = document.parts.filter { required.contains($0.id) && headings.contains($0.range) }
    var last: FoundPart?
    var diagnostics: [Diagnostic] = []
    for part in found {
      if let last, part.range < last.range, let named = document.genre.part(part.id),
        let before = document.genre.part(last.id)
      {
        // One part that stands too late is one fault, however many it should precede.
        guard diagnostics.last?.range != last.range else { continue }
        diagnostics.append(
          diagnostic(
            before, document, at: last.range, related: [(.here, part.range)], severity: document.weigh(.error),
            arguments: ["other": named.name]))
        continue
      }
      last = part
    }
    return diagnostics
  }

  // MARK: Empty sections

  private func empty(_ document: Document) -> [Diagnostic] {
    let groups = document.sectionGroups + document.allSections.map(\.subsections)
    return groups.flatMap { sections -> [Diagnostic] in
      guard sections.contains(where: { !$0.isEmpty }) else { return [] }
      return sections.filter { isEmptyHeading($0, document) }.map { section in
        metadata.diagnostic(
          at: section.heading.range, ["heading": .init(verbatim: document.source[section.heading.range])])
      }
    }
  }

  private func isEmptyHeading(_ section: Section, _ document: Document) -> Bool {
    let heading = document.source[section.heading.text]
    return section.isEmpty && section.heading.layout == .ownLine && !"。；;！".contains(heading.last ?? "。")
  }

  // MARK: Promises of the title

  private func promised(_ document: Document) throws(MatchError) -> [Diagnostic] {
    try brokenPromises(document).map { diagnostic($0.part, document, at: $0.range) }
  }

  /// The parts that the title names after 及 or 和 and that have no heading, with the words of the title.
  private func brokenPromises(_ document: Document) throws(MatchError) -> [(part: Part, range: TextRange)] {
    var promises: [(part: Part, range: TextRange)] = []
    for segment in document.titleSegments.dropFirst() {
      for part in document.genre.parts where part.canBePromised {
        let isKept = document.parts.contains { $0.id == part.id && $0.form == .headed }
        if !isKept, try part.isNamed(by: document.source[segment]) { promises.append((part, segment)) }
      }
    }
    return promises
  }

  // MARK: Reporting

  private func diagnostic(
    _ part: Part, _ document: Document, at range: TextRange, related: [(text: LocalizedText, range: TextRange)] = [],
    severity: Severity = .error,
    arguments: [String: LocalizedText] = [:]
  ) -> Diagnostic {
    let all = arguments.merging(["part": part.name, "genre": document.genre.name]) { $1 }
      .merging(["match": .init(verbatim: document.source[range])]) { $1 }
    let places = related.map { place in
      Diagnostic.RelatedPlace(
        Message(place.text, ["heading": .init(verbatim: document.source[place.range])]), at: place.range)
    }
    return metadata.diagnostic(at: range, all, related: places, atMost: severity)
  }
}

extension Document {
  /// Whether there is anything under the title.
  fileprivate var hasText: Bool { paragraphs.count > title.count }

  /// `severity`, or less where the genre itself is a guess.
  fileprivate func weigh(_ severity: Severity) -> Severity {
    switch genreSign {
    case .chosen, .title: severity
    case .leadIn, .parts, .none: .info
    }
  }

  /// Where a missing part would stand, and the headings on both sides.
  fileprivate func neighbours(of part: Part.ID) -> (place: TextRange, before: TextRange?, after: TextRange?) {
    let order = genre.requirements.map(\.part)
    guard let own = order.firstIndex(of: part) else { return (TextRange(0, 0), nil, nil) }
    func found(_ ids: some Sequence<Part.ID>) -> TextRange? {
      ids.lazy.compactMap { id in self.parts.first { $0.id == id && $0.form == .headed } }.first?.range
    }
    let after = found(order[(own + 1)...])
    let before = found(order[..<own].reversed())
    if let after { return (TextRange(after.start, after.start), before, after) }
    let end = (sections.last?.range ?? paragraphs.last?.range)?.end ?? source.utf8.count
    return (TextRange(end, end), before, nil)
  }

  /// The title, cut at 及, 和, 与, 暨 and 、.
  fileprivate var titleSegments: [TextRange] {
    title.flatMap { line -> [TextRange] in
      var start = line.range.start
      let joints = "及和与暨、".unicodeScalars
      return source[line.range].unicodeScalars.split(omittingEmptySubsequences: false) { joints.contains($0) }.map {
        piece in
        let count = String(piece).utf8.count
        // Each joint takes three bytes.
        defer { start += count + 3 }
        return TextRange(start, start + count)
      }
    }
  }
}

extension Part {
  /// Whether a title can name it after 及.
  fileprivate var canBePromised: Bool { place == .sections && !takesOtherHeadings }
}

extension LocalizedText {
  fileprivate static let before = LocalizedText(zh: "前面是“{heading}”", en: "“{heading}” stands before it")
  fileprivate static let after = LocalizedText(zh: "后面是“{heading}”", en: "“{heading}” follows")
  fileprivate static let here = LocalizedText(zh: "“{heading}”在这里", en: "“{heading}” stands here")
}
