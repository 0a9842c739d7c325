import Diagnostics
import DraftOutline
import DraftText

/// The key `habit`: how many findings a draft has by mistake. With more they are the way in which it is written, or it is a
/// form that others fill in.
struct Habit: Decodable, SchemaDescribing, Sendable {
  /// What then becomes of the findings.
  enum Outcome {
    case silence, guesses, oneGuess
  }

  /// How many a draft of any profile may have, or of single ones.
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
    .either([JSONSchema(.integer), .object(others: .like(JSONSchema(.integer)))])
  }
  static func sample() -> Habit { Habit(1) }

  /// How many a draft of `profile` may have; nil where any number is a fault.
  func most(in profile: Profile) -> Int? { most ?? byProfile[profile.id] }
}

extension [Diagnostic] {
  /// These findings in `document`, or what is left of them where there are more than `habit` allows.
  ///
  /// - Parameter onLines: Whether several on one line count once.
  func weighed(
    by habit: Habit?, in document: Document, onLines: Bool = false, else outcome: Habit.Outcome
  ) -> [Diagnostic] {
    guard let most = habit?.most(in: document.profile), count > most else { return self }
    let lines = Set(lazy.map { document.source.lines.line(at: $0.range.start) })
    guard !onLines || lines.count > most else { return self }
    switch outcome {
    case .silence: return []
    case .guesses: return map(\.asGuess)
    case .oneGuess: return prefix(1).map(\.asGuess)
    }
  }
}

extension Diagnostic {
  /// The diagnostic as one that is worth knowing at most.
  fileprivate var asGuess: Diagnostic { with(severity: min(severity, Certainty.guess.greatestSeverity)) }
}

extension Document {
  /// What two headings have in common is no habit.
  private static let fewestAlike = 3

  /// `findings` about headings; those that all headings of one form have alike in the whole draft are the habit of a house and no
  /// slip: worth knowing at most. So are those of which most run into their text, where the name ends in a mark anyway.
  func weighingHabits(_ findings: [Diagnostic]) -> [Diagnostic] {
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
