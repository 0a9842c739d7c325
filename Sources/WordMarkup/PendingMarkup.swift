/// The insertions and deletions to write into the main part of a document, by position.
struct PendingMarkup {
  /// Bytes to insert at a position. At one position, the insertion with the least rank comes first.
  struct Insertion {
    let position: UnitPosition
    let rank: Rank
    let bytes: [UInt8]
  }

  /// The order of the insertions at one position: ends before beginnings, comments around changes.
  enum Rank: Comparable {
    case endOfDeletion, replacement, endOfComment, startOfComment, insertion, endOfCommentOnInsertion, startOfDeletion
  }

  private(set) var insertions: [Int: [Insertion]] = [:]
  /// The deleted text of each unit.
  private(set) var deletions: [Int: [Range<UnitPosition>]] = [:]
  /// The bytes to insert in paragraphs without units.
  private var inParagraphs: [Int: [UInt8]] = [:]
  /// Whether the units of comments of an earlier run of zhangfa are removed.
  var removesOwnComments = false
  /// Splices outside units.
  var otherSplices: [Splice] = []
  /// The range of the text in each child that is in the draft, without ignored white space around it.
  private(set) var visibleText: [Int: Range<Int>] = [:]
  /// The number of inserted bytes.
  private var size = 0

  /// The most bytes that are inserted or rewritten: properties of a run that fill megabytes would be copied with each
  /// piece.
  static let mostBytes = 32 << 20
  var isFull: Bool { size > Self.mostBytes }

  mutating func add(_ bytes: [UInt8], at position: UnitPosition, _ rank: Rank) {
    insertions[position.unit, default: []].append(Insertion(position: position, rank: rank, bytes: bytes))
    size += bytes.count
  }

  mutating func add(_ bytes: [UInt8], inParagraph paragraph: Int) { inParagraphs[paragraph, default: []] += bytes }

  mutating func delete(_ range: Range<UnitPosition>) { deletions[range.lowerBound.unit, default: []].append(range) }

  /// Records which text of the child of `piece` is in the draft.
  mutating func recordVisibleText(of piece: Locator.Piece) {
    guard let child = piece.child else { return }
    visibleText[child] = piece.skipped..<(piece.skipped + piece.range.count)
  }

  /// Returns all splices of the main part; nil if they are too large.
  func splices(_ map: BodyMap, _ part: [UInt8], _ writer: inout UnitWriter) -> [Splice]? {
    var splices = otherSplices
    // The writer numbers what it copies, so the order decides the bytes.
    for unit in Set(insertions.keys).union(deletions.keys).sorted() {
      let bytes = writer.bytes(of: unit, self, insertions[unit] ?? [])
      if isFull || writer.isFull { return nil }
      splices.append(Splice(range: map.units[unit].place, bytes: bytes))
    }
    for unit in map.units.indices
    where removesOwnComments && map.units[unit].belongsToOwnComment && insertions[unit] == nil {
      splices.append(Splice(range: map.units[unit].place, bytes: []))
    }
    for (index, bytes) in inParagraphs.sorted(by: { $0.key < $1.key }) {
      splices.append(map.paragraphs[index].place.splice(bytes, of: part))
    }
    return splices
  }
}
