/// A position in a document where bytes can be inserted: before, in or behind a unit.
struct UnitPosition: Comparable, Hashable {
  let unit: Int
  /// The index of the child behind or around the position; at the end of the unit, one more than the last child.
  let child: Int
  /// The number of bytes of the child's text before the position.
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
