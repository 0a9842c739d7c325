/// Rewrites units of a document. A unit is split where something is inserted, and each part has the same properties.
struct UnitWriter {
  private let map: BodyMap
  private let part: [UInt8]
  private let names: WordNames
  /// Whether deleted text stays, marked as such.
  private let isTracked: Bool
  var ids: IDPool

  private var output: [UInt8] = []
  private var isOpen = false
  private var copies = 0
  /// The number of bytes of properties that have been written.
  private var size = 0
  /// Whether more has been written than any document needs. The output is then incomplete.
  var isFull: Bool { size > PendingMarkup.mostBytes }
  /// The insertions still to be written into the unit, and the deletions in the rest of it, in order.
  private var pending: ArraySlice<PendingMarkup.Insertion> = []
  private var deletions: ArraySlice<Range<UnitPosition>> = []

  init(_ map: BodyMap, _ part: [UInt8], _ names: WordNames, isTracked: Bool, ids: IDPool) {
    self.map = map
    self.part = part
    self.names = names
    self.isTracked = isTracked
    self.ids = ids
  }

  /// Returns the new bytes of `unit`.
  mutating func bytes(of unit: Int, _ markup: PendingMarkup, _ insertions: [PendingMarkup.Insertion]) -> [UInt8] {
    // At one position and rank, insertions keep the order in which they were added.
    let sorted = insertions.enumerated().sorted { left, right in
      (left.element.position, left.element.rank, left.offset) < (
        right.element.position, right.element.rank, right.offset
      )
    }.map(\.element)
    let (start, end) = (map.start(of: unit), map.end(of: unit))
    let isWhole =
      markup.deletions[unit] == nil && sorted.allSatisfy { $0.position == start || $0.position == end }
      && !(markup.removesOwnComments && map.children[map.units[unit].children].contains(where: \.belongsToOwnComment))
    if isWhole || !map.units[unit].isRun {
      let raw = markup.removesOwnComments && map.units[unit].belongsToOwnComment ? [] : part[map.units[unit].place]
      let first = sorted.prefix { $0.position <= start }
      return first.flatMap(\.bytes) + raw + sorted[first.endIndex...].flatMap(\.bytes)
    }
    (output, isOpen, copies) = ([], false, 0)
    pending = sorted[...]
    deletions = (markup.deletions[unit] ?? []).sorted { $0.lowerBound < $1.lowerBound }[...]
    for child in map.units[unit].children {
      put(upTo: UnitPosition(unit: unit, child: child, offset: 0), unit)
      if !(markup.removesOwnComments && map.children[child].belongsToOwnComment) { write(child, of: unit, markup) }
    }
    put(upTo: end, unit)
    close(unit)
    return output
  }

  /// Writes the pending insertions up to `position`.
  private mutating func put(upTo position: UnitPosition, _ unit: Int) {
    while let insertion = pending.first, insertion.position <= position {
      close(unit)
      output += insertion.bytes
      pending.removeFirst()
    }
  }

  /// Whether the content at `position` is deleted. Must be called from the first position to the last.
  private mutating func isDeleted(at position: UnitPosition) -> Bool {
    while let first = deletions.first, first.upperBound <= position { deletions.removeFirst() }
    return deletions.first?.contains(position) ?? false
  }

  private mutating func write(_ child: Int, of unit: Int, _ markup: PendingMarkup) {
    let element = map.children[child]
    func position(_ offset: Int) -> UnitPosition { UnitPosition(unit: unit, child: child, offset: offset) }
    let isDeletedAtStart = isDeleted(at: position(0))
    let borders = borders(in: child, before: UnitPosition(unit: unit, child: child + 1, offset: 0))
    guard element.isText, !borders.isEmpty || isDeletedAtStart else {
      if isDeletedAtStart, !isTracked { return }
      open(unit)
      output += part[element.place]
      return
    }
    let count = map.count(of: child)
    let shown = element.keepsSpace ? 0..<count : markup.visibleText[child] ?? 0..<count
    var start = 0
    for border in borders + [count] {
      let piece = (start..<border).clamped(to: shown)
      let isDeleted = isDeleted(at: position(start))
      if !piece.isEmpty { write(piece, of: child, isDeleted: isDeleted, unit) }
      start = border
      if border < count { put(upTo: position(border), unit) }
    }
  }

  /// The offsets inside the text of `child` where something is inserted, or a deletion begins or ends.
  private func borders(in child: Int, before end: UnitPosition) -> [Int] {
    let positions =
      pending.prefix { $0.position < end }.map(\.position)
      + deletions.prefix { $0.lowerBound < end }.flatMap { [$0.lowerBound, $0.upperBound] }
    return Set(positions.filter { $0.child == child && $0.offset > 0 }.map(\.offset)).sorted()
  }

  private mutating func write(_ range: Range<Int>, of child: Int, isDeleted: Bool, _ unit: Int) {
    if isDeleted, !isTracked { return }
    open(unit)
    let name = isDeleted ? "delText" : "t"
    let start = map.offset(range.lowerBound, in: child)
    output += names.textStart(name).utf8
    output += part[start..<map.offset(range.upperBound, in: child)]
    output += names.end(name).utf8
  }

  private mutating func open(_ unit: Int) {
    guard !isOpen, !isFull else { return }
    isOpen = true
    size += map.units[unit].properties?.count ?? 0
    output += part[map.units[unit].startTag].asStartTag
    if let properties = map.units[unit].properties { output += copied(properties, unit) }
  }

  /// Returns the properties of a run. In copies of them, a change of format gets a number of its own.
  private mutating func copied(_ properties: Range<Int>, _ unit: Int) -> [UInt8] {
    defer { copies += 1 }
    guard copies > 0, map.units[unit].restrictions.contains(.formatChange) else { return Array(part[properties]) }
    return ids.renumbered(part[properties])
  }

  private mutating func close(_ unit: Int) {
    if isOpen { output += part[map.units[unit].startTag].endTag }
    isOpen = false
  }
}
