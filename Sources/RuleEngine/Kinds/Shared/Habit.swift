import Diagnostics
import DraftOutline
import DraftText

/// The key `habit`: the most findings that are mistakes. With more, the draft is written in this way, or is a form for
/// others to fill in.
struct Habit: Decodable, SchemaDescribing, Sendable {
  /// The treatment of the findings if there are more.
  enum Outcome {
    case nothing, guesses, oneGuess
  }

  /// The most findings for drafts of any profile, or for single profiles.
  private let most: Int?
  private let byProfile: [String: Int]

  init(_ most: Int) { (self.most, byProfile) = (most, [:]) }

  init(byProfile: [String: Int]) { (most, self.byProfile) = (nil, byProfile) }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let most = try? container.decode(Int.self) {
      self.init(most)
    } else {
      self.init(byProfile: try container.decode([String: Int].self))
    }
  }

  static func schema() -> JSONSchema {
    .either([JSONSchema(.integer), .object(others: JSONSchema(.integer))])
  }
  static func sample() -> Habit { Habit(1) }

  /// Returns the most findings in a draft of `profile`; nil if there is no limit.
  func most(in profile: Profile) -> Int? { most ?? byProfile[profile.id] }
}

extension [Diagnostic] {
  /// Returns these findings in `document`, reduced by `outcome` if they are more than `habit` allows.
  ///
  /// - Parameter onLines: Whether several findings on one line count once.
  func reduced(
    by habit: Habit?, in document: Document, onLines: Bool = false, else outcome: Habit.Outcome
  ) -> [Diagnostic] {
    guard let most = habit?.most(in: document.profile), count > most else { return self }
    let lines = Set(lazy.map { document.source.lines.line(at: $0.range.start) })
    guard !onLines || lines.count > most else { return self }
    switch outcome {
    case .nothing: return []
    case .guesses: return map(\.asGuess)
    case .oneGuess: return prefix(1).map(\.asGuess)
    }
  }
}

extension Document {
  /// The fewest headings that can make a habit.
  private static let fewestAlike = 3

  /// Returns `findings` about headings, with habits as guesses. A fault that all headings of one form in the draft have
  /// is a habit, not a slip. So is one in a form of mostly run-in headings, where the name ends in a mark anyway.
  func withHabitsAsGuesses(_ findings: [Diagnostic]) -> [Diagnostic] {
    if findings.isEmpty { return [] }
    let headings = self.headings.map(\.heading)
    let found = findings.map { finding in
      headings[headings.partitioningIndex { $0.range.end >= finding.range.end }...].first
    }
    let marked = Set(found)
    func forms(of headings: [Heading]) -> [[Heading]] {
      Dictionary(grouping: headings, by: \.ordinal?.numbering).values.filter { $0.count >= Self.fewestAlike }
    }
    let alike = forms(of: headings).filter { $0.allSatisfy(marked.contains) }
    let mixed = siblings.flatMap { forms(of: $0.map(\.heading).filter(\.isHeading)) }.filter { form in
      let alone = form.filter { $0.reading.role != .runIn }
      return alone.count * 2 <= form.count && alone.allSatisfy(marked.contains)
    }
    let habitual = Set((alike + mixed).joined())
    return zip(findings, found).map { finding, heading in
      heading.map(habitual.contains) ?? false ? finding.asGuess : finding
    }
  }
}
