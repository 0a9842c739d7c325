/// What is to be put into the main part of a document, by position.
struct Markup {
  /// Something that is put in at a position. Of several at one position the least rank comes first.
  struct Event {
    let position: UnitPosition
    let rank: Rank
    let bytes: [UInt8]
  }

  /// The order of what stands at one position: what ends there before what begins there, comments around changes.
  enum Rank: Comparable {
    case endOfDeletion, replacement, endOfComment, startOfComment, insertion, endOfCommentOnInsertion, startOfDeletion
  }

  private(set) var events: [Int: [Event]] = [:]
  /// The deleted text of each unit.
  private(set) var deletions: [Int: [Range<UnitPosition>]] = [:]
  /// What stands in the paragraphs that have no units.
  private var inParagraphs: [Int: [UInt8]] = [:]
  /// Whether the units go that are there for comments of an earlier run.
  var withdraws = false
  /// Splices outside units.
  var others: [Splice] = []
  /// The text of children that counts, where white space around it does not.
  private(set) var visible: [Int: Range<Int>] = [:]
  /// How many bytes are put in.
  private var size = 0

  /// No more than so many bytes are put in or written anew: properties of a run that fill megabytes would be copied with each piece.
  static let mostBytes = 32 << 20
  var isFull: Bool { size > Self.mostBytes }

  mutating func add(_ bytes: [UInt8], at position: UnitPosition, _ rank: Rank) {
    events[position.unit, default: []].append(Event(position: position, rank: rank, bytes: bytes))
    size += bytes.count
  }

  mutating func add(_ bytes: [UInt8], inParagraph paragraph: Int) { inParagraphs[paragraph, default: []] += bytes }

  mutating func delete(_ range: Range<UnitPosition>) { deletions[range.lowerBound.unit, default: []].append(range) }

  /// Remembers which text of the child that `piece` is of counts.
  mutating func note(_ piece: Locator.Piece) {
    guard let child = piece.child else { return }
    visible[child] = piece.skipped..<(piece.skipped + piece.range.count)
  }

  /// All splices of the main part; nil where they come to too much.
  func splices(_ map: BodyMap, _ part: [UInt8], _ writer: inout UnitWriter) -> [Splice]? {
    var splices = others
    for unit in Set(events.keys).union(deletions.keys) {
      let bytes = writer.bytes(of: unit, self, events[unit] ?? [])
      if isFull || writer.isFull { return nil }
      splices.append(Splice(range: map.units[unit].place, bytes: bytes))
    }
    for unit in map.units.indices where withdraws && map.units[unit].isWithdrawn && events[unit] == nil {
      splices.append(Splice(range: map.units[unit].place, bytes: []))
    }
    for (index, bytes) in inParagraphs {
      let paragraph = map.paragraphs[index]
      guard paragraph.isEmptyElement else {
        splices.append(Splice(range: paragraph.contentEnd..<paragraph.contentEnd, bytes: bytes))
        continue
      }
      let tag = part[paragraph.startTag]
      splices.append(Splice(range: paragraph.place, bytes: tag.asStartTag + bytes + tag.endTag))
    }
    return splices
  }
}
