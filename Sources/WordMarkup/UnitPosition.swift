/// A position among the bytes of a document where something can be put in: before, in or behind a unit.
struct UnitPosition: Comparable, Hashable {
  let unit: Int
  /// The child that stands behind the position, or holds it in its text; at the end of the unit, one more than the last.
  let child: Int
  /// How many bytes of the child's text stand before it.
  let offset: Int

  static func < (left: UnitPosition, right: UnitPosition) -> Bool {
    (left.unit, left.child, left.offset) < (right.unit, right.child, right.offset)
  }
}

extension BodyMap {
  func start(of unit: Int) -> UnitPosition {
    UnitPosition(unit: unit, child: units[unit].children.lowerBound, offset: 0)
  }
  func end(of unit: Int) -> UnitPosition {
    UnitPosition(unit: unit, child: units[unit].children.upperBound + (units[unit].children.isEmpty ? 1 : 0), offset: 0)
  }
}
