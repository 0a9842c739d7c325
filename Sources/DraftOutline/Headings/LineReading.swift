import Diagnostics

/// The role of a line as determined, with the evidence.
public struct LineReading: Hashable, Sendable {
  /// The role with the most points.
  public let role: LineRole
  /// The certainty of the role, by its lead over the next best.
  public let certainty: Certainty
  /// The signs of the line.
  package let signs: [LineSign]
  /// The points of each role that the line can have; empty if nothing was weighed.
  package let points: [LineRole: Int]

  init(_ role: LineRole, _ certainty: Certainty, signs: [LineSign] = [], points: [LineRole: Int] = [:]) {
    self.role = role
    self.certainty = certainty
    self.signs = signs
    self.points = points
  }
}
