import DraftOutline
import DraftText
import PatternMatching

/// Parts that are missing, only implied, in the wrong order, empty, or promised by the title but missing: `parts/*`.
struct PartFaults: FaultFamily {
  /// The parts that a draft has once, by their names in the profiles.
  private static let single = ["problems", "failings", "causes", "plan", "suggestions"]
  /// Words of a title, after the kind of document, that promise a plan.
  private let planInTitle: Pattern

  init() throws { planInTitle = try Pattern("[及和与暨].{0,12}(?:打算|计划|思路|安排)$") }

  func faults(in draft: Draft, index: Int) throws -> [Fault] {
    let promises = try draft.document.title.contains { line in
      try planInTitle.firstMatch(in: draft.source, range: line.range) != nil
    }
    let parts = HeadedPart.all(in: draft).filter { Self.single.contains($0.name) }
    let required = parts.filter { draft.severity(of: $0.name) != nil }
    return required.flatMap { missing($0, draft, isPromised: promises && $0.name == "plan") }
      + orders(parts) + empty(draft) + promised(required, draft, promises) + openings(draft)
  }

  // MARK: Missing and implied

  private func missing(_ part: HeadedPart, _ draft: Draft, isPromised: Bool) -> [Fault] {
    // A heading for two parts would remove both.
    guard part.sharesHeading.isEmpty else { return [] }
    if isPromised {
      return [
        Fault("parts/promised", "removed \(part.name)", part.removal, at: draft.start(ofLine: draft.document.title))
      ]
    }
    var faults = [
      Fault(
        "parts/missing", "removed \(part.name)", part.removal,
        expected: [Expectation(["parts/missing"], at: part.places)])
    ]
    if let sentence = Self.sentences[part.name], part.index > 0, draft.impliedSeverity(of: part.name) != nil {
      let written = Edit(at: part.endOfPrevious, sentence)
      let edits = part.removal.filter { $0.range.start != part.endOfPrevious } + [written]
      faults.append(Fault("parts/implied", "\(part.name) in one sentence", edits, at: .written(written, 0)))
    }
    return faults
  }

  /// Sentences that an author writes instead of a section.
  private static let sentences = [
    "problems": "同时，我们也清醒地看到，工作中还存在一些不足，主要是统筹协调不够有力、工作推进不够平衡。",
    "failings": "对照要求，自己还存在学习不够深入、担当不够主动等问题。",
    "plan": "下一步，我们将坚持问题导向，补短板、强弱项，推动各项工作再上新台阶。",
    "suggestions": "下一步，建议从加强规划引导、培育龙头企业、健全信用监管等方面发力。",
  ]

  // MARK: Order

  private func orders(_ parts: [HeadedPart]) -> [Fault] {
    // Some profiles leave the order open: highlights may come anywhere. So only these five parts are moved.
    zip(parts, parts.dropFirst()).compactMap { first, second in
      guard first.sharesHeading.isEmpty, second.sharesHeading.isEmpty, second.index == first.index + 1 else {
        return nil
      }
      return first.swapped(with: second)
    }
  }

  // MARK: Empty

  private func empty(_ draft: Draft) -> [Fault] {
    let groups = [draft.document.sections] + draft.document.allSections.map(\.subsections)
    return groups.flatMap { sections -> [Fault] in
      sections.enumerated().compactMap { index, section in
        guard section.heading.reading.role == .heading, !section.isEmpty, sections.count > 1 else { return nil }
        // If its neighbours were also empty, it would be an item of a list.
        guard sections.enumerated().contains(where: { $0 != index && !$1.isEmpty }) else { return nil }
        let body = TextRange(draft.nextLineStart(section.heading.range.start), draft.nextLineStart(section.range.end))
        // The body can contain a part of the profile, whose absence is another fault.
        let holdsPart = draft.document.parts.contains { body.contains($0.range) && $0.form == .headed }
        guard body.end <= draft.source.utf8.count, !holdsPart else { return nil }
        return Fault("parts/empty", "emptied", [Edit(body, "")], at: .kept(section.heading.range.start))
      }
    }
  }

  // MARK: Title and opening

  private func promised(_ parts: [HeadedPart], _ draft: Draft, _ promises: Bool) -> [Fault] {
    guard !promises, let plan = parts.first(where: { $0.name == "plan" }), plan.sharesHeading.isEmpty,
      let title = draft.document.title.first, draft.source[title.range].hasSuffix("总结")
    else { return [] }
    return ["及下一步工作打算", "和明年工作计划"].map { words in
      let promise = Edit(at: title.range.end, words)
      return Fault("parts/promised", "title says \(words)", [promise] + plan.removal, at: .written(promise, 0))
    }
  }

  /// Removes the title, the salutation or the lead-in of a draft.
  private func openings(_ draft: Draft) -> [Fault] {
    let document = draft.document
    var faults: [Fault] = []
    func remove(_ paragraphs: [Paragraph], _ name: String) {
      guard let first = paragraphs.first, let last = paragraphs.last, draft.severity(of: name) != nil else { return }
      let lines = TextRange(draft.lineStart(first.range.start), draft.nextLineStart(last.range.end))
      let next = document.paragraphs.first { $0.range.start >= lines.end }?.range.start ?? lines.end
      faults.append(Fault("parts/missing", "removed \(name)", [Edit(lines, "")], at: .kept(next)))
    }
    // Without its title, the kind of a draft is known only by 现将…如下. The author's lines are removed with the title.
    let opening = document.leadIn.prefix { $0.range.count < 180 }
    if document.leadIn.contains(where: { draft.source[$0.range].contains("现将") }) {
      remove(document.title + (document.salutation == nil ? opening : []), "title")
    }
    remove([document.salutation].compactMap { $0 }, "salutation")
    // Without headings the whole body is the lead-in.
    if !document.sections.isEmpty { remove(document.leadIn, "lead-in") }
    return faults
  }
}

/// A part of the profile under a level-1 heading of its own.
private struct HeadedPart {
  let draft: Draft
  let name: String
  /// The index of its section.
  let index: Int
  /// Other parts that the heading names.
  let sharesHeading: [String]

  static func all(in draft: Draft) -> [HeadedPart] {
    draft.document.sections.indices.flatMap { index -> [HeadedPart] in
      let names = draft.document.parts.filter {
        $0.form == .headed && $0.range == draft.document.sections[index].heading.range
      }.map(\.id.name)
      return names.map { name in
        HeadedPart(draft: draft, name: name, index: index, sharesHeading: names.filter { $0 != name })
      }
    }
  }

  private var sections: [Section] { draft.document.sections }

  /// Edits that remove the section and renumber the sections after it.
  var removal: [Edit] {
    [Edit(lines(of: index), "")] + sections[(index + 1)...].compactMap { shifted($0, by: -1) }
  }

  /// The places where the part is missing: before the next section, or at the end of the previous one.
  var places: [Place] {
    let next = draft.document.paragraphs.first { $0.range.start >= lines(of: index).end }?.range.start
    let previous = index > 0 ? endOfPrevious : 0
    return index + 1 < sections.count
      ? [.kept(sections[index + 1].range.start)] : [.kept(next ?? draft.source.utf8.count), .kept(previous)]
  }

  var endOfPrevious: Int { sections[index - 1].range.end }

  func swapped(with next: HeadedPart) -> Fault {
    let (first, second) = (lines(of: index), lines(of: next.index))
    let moved = draft.source[second].replacing(numeral(next), with: numeral(self), maxReplacements: 1)
    let edits =
      [Edit(at: first.start, moved.hasSuffix("\n") ? moved : moved + "\n"), Edit(second, "")]
      + [shifted(sections[index], by: 1)].compactMap { $0 }
    // The two have changed places; either can be the one that was moved.
    return Fault(
      "parts/order", "\(next.name) before \(name)", edits, at: .written(edits[0], 0),
      .kept(sections[index].heading.range.start))
  }

  private func numeral(_ part: HeadedPart) -> String {
    sections[part.index].heading.ordinal.map { draft.source[$0.numeral] } ?? ""
  }

  private func shifted(_ section: Section, by step: Int) -> Edit? {
    section.heading.ordinal.flatMap { draft.shift($0, by: step) }
  }

  private func lines(of index: Int) -> TextRange { draft.lines(of: index, in: sections) }
}

extension Draft {
  /// The severity in the profile if a part is missing; nil if the part is optional or the profile unknown.
  fileprivate func severity(of part: String) -> String? {
    document.profile.requirements.first { $0.part.name == part }?.severity?.rawValue
  }

  fileprivate func impliedSeverity(of part: String) -> String? {
    document.profile.requirements.first { $0.part.name == part }?.severityIfImplied?.rawValue
  }

  fileprivate func start(ofLine paragraphs: [Paragraph]) -> Place { .kept(paragraphs.first?.range.start ?? 0) }
}
