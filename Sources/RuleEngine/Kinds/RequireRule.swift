import Diagnostics
import DraftOutline
import DraftText
import PatternMatching
import RuleFiles

/// `kind: require`: checks that the parts of a profile are there, in order, and not empty.
struct RequireRule: DocumentRule {
  struct Options: RuleOptions {
    enum CodingKeys: String, CodingKey, CaseIterable { case fault, short, brief, habit }

    /// The fault that is reported.
    let fault: Fault
    /// `missing`: in a draft with fewer code points nothing is missing, unless its headings show that it has parts.
    var short: Int?
    /// The same limit for the recipient, the signature and the date.
    var brief: Int?
    /// `empty`: the most empty headings; a draft with more is unfinished, or is a form for others to fill in.
    var habit: Habit?
  }

  /// The faults of parts.
  enum Fault: String, Decodable, CaseIterable, Sendable {
    case missing, implied, order, empty, promised
  }

  static let kind = "require"
  static func messageFields(_ options: Options) -> Set<String> { ["part", "profile", "match", "other", "heading"] }

  let metadata: RuleMetadata
  /// A part is missing wherever the draft ends.
  var isAboutWholeDraft: Bool { true }
  private let options: Options

  init(_ metadata: RuleMetadata, _ options: Options, patterns: PatternCompiler) {
    self.metadata = metadata
    self.options = options
  }

  func concerns(_ profile: Profile) -> Bool {
    switch options.fault {
    case .missing: profile.requirements.contains { $0.severity != nil }
    case .implied: profile.requirements.contains { $0.severityIfImplied != nil }
    case .order: profile.requirements.count { $0.severity != nil } > 1
    case .empty: true
    case .promised: profile.parts.contains(where: \.canBePromised)
    }
  }

  func check(_ document: Document) throws(MatchError) -> [Diagnostic] {
    switch options.fault {
    case .missing: try missing(document)
    case .implied: try implied(document)
    case .order: order(document)
    case .empty: emptyHeadings(document).reduced(by: options.habit, in: document, else: .guesses)
    case .promised: try promised(document)
    }
  }

  // MARK: Missing and implied parts

  private func missing(_ document: Document) throws(MatchError) -> [Diagnostic] {
    let promised = Set(try brokenPromises(document).map(\.part.id))
    let found = Set(document.parts.map(\.id))
    let lacksParts = !document.isTooShort(options.short ?? 0)
    let lacksFrame = !document.isTooShort(options.brief ?? 0)
    guard lacksParts || lacksFrame else { return [] }
    return document.profile.requirements.compactMap { requirement in
      guard let severity = requirement.severity, !found.contains(requirement.part),
        !promised.contains(requirement.part), let part = document.profile.part(requirement.part),
        part.place.isFrame ? lacksFrame : lacksParts
      else { return nil }
      let neighbours = document.neighbours(of: requirement.part)
      return diagnostic(
        part, document, at: neighbours.place,
        related: [neighbours.before.map { (.before, $0) }, neighbours.after.map { (.after, $0) }].compactMap { $0 },
        severity: severity, certainty: part.place == .sections ? document.certaintyOfParts : document.certaintyOfProfile
      )
    }
  }

  private func implied(_ document: Document) throws(MatchError) -> [Diagnostic] {
    let promised = Set(try brokenPromises(document).map(\.part.id))
    return document.profile.requirements.compactMap { requirement in
      guard let severity = requirement.severityIfImplied, !promised.contains(requirement.part),
        let found = document.parts.first(where: { $0.id == requirement.part && $0.form == .implied }),
        let part = document.profile.part(requirement.part)
      else { return nil }
      return diagnostic(part, document, at: found.range, severity: severity, certainty: document.certaintyOfProfile)
    }
  }

  // MARK: Order

  private func order(_ document: Document) -> [Diagnostic] {
    let headings = Set(document.sections.map(\.heading.range))
    let required = Set(document.profile.requirements.filter { $0.severity != nil && !$0.isAnywhere }.map(\.part))
    let found = document.parts.filter { required.contains($0.id) && headings.contains($0.range) }
    var last: FoundPart?
    var diagnostics: [Diagnostic] = []
    for part in found {
      if let last, part.range < last.range, let named = document.profile.part(part.id),
        let before = document.profile.part(last.id)
      {
        // A part that is too late is one fault, however many parts it should precede.
        guard diagnostics.last?.range != last.range else { continue }
        diagnostics.append(
          diagnostic(
            before, document, at: last.range, related: [(.here, part.range)],
            certainty: document.certaintyOfProfile, fields: ["other": named.name]))
        continue
      }
      last = part
    }
    return diagnostics
  }

  // MARK: Empty sections

  private func emptyHeadings(_ document: Document) -> [Diagnostic] {
    document.siblings.flatMap { sections -> [Diagnostic] in
      guard sections.contains(where: { !$0.isEmpty }) else { return [] }
      // 八、实践预期⏎一．选出…: a list in the same form is text under the heading. 第二章 投标人须知⏎前附表: so is a line without a number.
      let isFilled =
        zip(sections, sections.dropFirst()).map {
          $1.heading.ordinal?.value == 1 || $0.heading.ordinal != nil && $1.heading.ordinal == nil
        } + [false]
      return zip(sections, isFilled).filter { !$1 && isEmptyHeading($0, document) }.map { section, _ in
        metadata.diagnostic(
          at: section.heading.range, ["heading": .init(verbatim: document.source[section.heading.range])],
          certainty: section.heading.reading.certainty)
      }
    }
  }

  private func isEmptyHeading(_ section: Section, _ document: Document) -> Bool {
    let heading = document.source[section.heading.text]
    return section.isEmpty && !holdsItsText(section.heading, document)
      && section.heading.reading.role == .heading && section.heading.reading.certainty > .guess
      && !"。；;！".contains(heading.last ?? "。") && !document.hasTable(under: section.heading)
  }

  /// Whether a line contains its own text: 三、预算：80万元, 第一步：摸底, 二、成员  组长、副组长. The name of an ordinal that stands alone
  /// can be on the next line.
  private func holdsItsText(_ heading: Heading, _ document: Document) -> Bool {
    let mark = heading.ordinal.flatMap { document.source[$0.delimiter].last }
    return heading.reading.signs.contains(.field) || mark == "：" || mark == ":" || heading.text.isEmpty
      || document.source[heading.text].hasTextBehindBlanks
  }

  // MARK: Promises of the title

  private func promised(_ document: Document) throws(MatchError) -> [Diagnostic] {
    try brokenPromises(document).map { diagnostic($0.part, document, at: $0.range) }
  }

  /// Returns the parts that the title promises and that have no heading, with the words of the title.
  private func brokenPromises(_ document: Document) throws(MatchError) -> [(part: Part, range: TextRange)] {
    guard !document.sections.isEmpty else { return [] }
    var promises: [(part: Part, range: TextRange)] = []
    for part in document.profile.parts where part.place == .sections && !part.takesOtherHeadings {
      let isKept = document.parts.contains { $0.id == part.id && $0.form == .headed }
      guard let promise = part.promise, !isKept else { continue }
      for line in document.title {
        guard let match = try promise.firstMatch(in: document.source, range: line.range, after: document.year)
        else { continue }
        promises.append((part, match.range))
        break
      }
    }
    return promises
  }

  // MARK: Reporting

  private func diagnostic(
    _ part: Part, _ document: Document, at range: TextRange, related: [(text: LocalizedText, range: TextRange)] = [],
    severity: Severity = .error, certainty: Certainty = .certain, fields: MessageFields = [:]
  ) -> Diagnostic {
    var fields = fields
    fields["part"] = part.name
    fields["profile"] = document.profile.name
    fields["match"] = .init(verbatim: document.source[range])
    let places = related.map { place in
      Diagnostic.RelatedPlace(
        Message(place.text, ["heading": .init(verbatim: document.source[place.range])]), at: place.range)
    }
    let found = metadata.diagnostic(at: range, fields, related: places, certainty: certainty)
    return found.with(severity: min(found.severity, severity))
  }
}

extension Document {
  /// Whether the text under the title is too short to require parts: fewer than `short` code points, and fewer than two
  /// parts with headings.
  fileprivate func isTooShort(_ short: Int) -> Bool {
    let text = paragraphs.dropFirst(title.count)
    guard !text.isEmpty else { return true }
    guard text.reduce(0, { $0 + source.lines.scalarCount(in: $1.range) }) < short else { return false }
    let headed = parts.filter { $0.form == .headed && profile.part($0.id)?.place == .sections }
    return Set(headed.map(\.range)).count < 2
  }

  /// Whether a table was set aside as Markdown directly under `heading`.
  fileprivate func hasTable(under heading: Heading) -> Bool {
    let index = paragraphs.partitioningIndex { $0.range.start >= heading.range.end }
    let next = index < paragraphs.count ? paragraphs[index].range.start : source.utf8.count
    return residue[residue.partitioningIndex { $0.range.start >= heading.range.end }...]
      .prefix { $0.range.start < next }
      .contains { $0.coversLines && $0.residueClass == .markdown && source[$0.range].hasPrefix("|") }
  }

  /// The certainty of the profile: a guess if the title does not show it.
  fileprivate var certaintyOfProfile: Certainty {
    switch profileSign {
    case .chosen, .title: .certain
    case .leadIn, .salutation, .parts, .none: .guess
    }
  }

  /// The certainty of the parts of the draft: a guess if no heading names any.
  fileprivate var certaintyOfParts: Certainty {
    let isHeaded = parts.contains { $0.form == .headed && profile.part($0.id)?.place == .sections }
    return isHeaded ? certaintyOfProfile : .guess
  }

  /// Returns the place of a missing part, and the headings on both sides.
  fileprivate func neighbours(of part: Part.ID) -> (place: TextRange, before: TextRange?, after: TextRange?) {
    let order = profile.requirements.map(\.part)
    guard let own = order.firstIndex(of: part) else { return (TextRange(0, 0), nil, nil) }
    func found(_ ids: some Sequence<Part.ID>) -> TextRange? {
      ids.lazy.compactMap { id in self.parts.first { $0.id == id && $0.form == .headed } }.first?.range
    }
    let before = found(order[..<own].reversed())
    let after: TextRange? =
      switch profile.part(part)?.place {
      case .title: paragraphs.first?.range
      case .salutation: leadIn.first?.range ?? sections.first?.heading.range
      case .leadIn: sections.first?.heading.range ?? found(order[(own + 1)...])
      default: found(order[(own + 1)...])
      }
    if let after { return (TextRange(after.start, after.start), before, after) }
    let isLast = [.signature, .date].contains(profile.part(part)?.place)
    let last = (isLast ? closing.last?.range : nil) ?? sections.last?.range ?? paragraphs.last?.range
    let end = last?.end ?? source.utf8.count
    return (TextRange(end, end), before, nil)
  }
}

extension Part.Place {
  /// Whether it is around the text of a letter: the recipient, the signature, the date.
  fileprivate var isFrame: Bool { self == .salutation || self == .signature || self == .date }
}

extension Part {
  /// Whether a title can promise it.
  fileprivate var canBePromised: Bool { place == .sections && !takesOtherHeadings && promise != nil }
}

extension String {
  /// Whether blanks divide it into two pieces of at least four characters; shorter ones are spaced out: 总  则.
  fileprivate var hasTextBehindBlanks: Bool {
    let pieces = split { $0 == "\t" || $0 == " " || $0 == "\u{3000}" }
    guard let first = pieces.first, let last = pieces.last, pieces.count == 2 else { return false }
    return last.startIndex.utf16Offset(in: self) > first.endIndex.utf16Offset(in: self) + 1
      && first.count >= 4 && last.count >= 4
  }
}

extension LocalizedText {
  fileprivate static let before = LocalizedText(zh: "前面是“{heading}”", en: "“{heading}” stands before it")
  fileprivate static let after = LocalizedText(zh: "后面是“{heading}”", en: "“{heading}” follows")
  fileprivate static let here = LocalizedText(zh: "“{heading}”在这里", en: "“{heading}” stands here")
}
