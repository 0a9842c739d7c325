import Archive
import WordText

/// Reads the main part of a document again, to find the place of each element.
final class BodyMapReader: XMLHandler {
  /// The start or the end of the range of a comment, or the reference to the comment.
  struct CommentMark {
    let id: Int
    fileprivate(set) var place: Range<Int>
    /// The unit that holds the reference; nil for the beginning and the end of a range.
    let unit: Int?
    /// The index of the reference among the children of the unit.
    let child: Int?
  }

  private(set) var map = BodyMap()
  private(set) var commentMarks: [CommentMark] = []
  /// The numbers of bookmarks and changes.
  private(set) var usedIDs: Set<Int> = []
  /// Whether there are insertions or deletions by the author name of zhangfa.
  private(set) var hasOwnChanges = false
  /// The start tag of the root, and whether its namespace is the strict one.
  private(set) var root = 0..<0
  private(set) var isStrict = false
  var place = 0..<0

  /// The role of an open element in the map.
  private enum Level {
    case outside, alternatives, cell
    case paragraph, container
    case paragraphProperties, endProperties
    case unit, runProperties, child
    case ignored
  }

  private struct Open {
    let level: Level
    let tag: Range<Int>
    var restrictions: BodyMap.Restrictions
    /// Whether it has the properties of a row or a cell: `w:trPr`, `w:tcPr`.
    let isOfCells: Bool
    /// The index of its comment mark, if it is one.
    var mark: Int?
  }

  private var open: [Open] = []
  private var elements = 0
  /// For each open field, whether its result has begun.
  private var fields: [Bool] = []

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    elements += 1
    let word = name.wordName
    if open.isEmpty {
      root = place
      isStrict = name.isStrict
    }
    let parent = open.last
    let mark = note(word, attributes, in: parent?.level)
    let own = word.map(Self.restrictions) ?? []
    if parent?.isOfCells == true, open.count > 1 { open[open.count - 2].restrictions.formUnion(own) }
    let restrictions = (parent?.restrictions ?? []).union(own)
    let level = level(of: word, name, in: parent?.level ?? .outside)
    let isOfCells = word == "trPr" || word == "tcPr"
    open.append(Open(level: level, tag: place, restrictions: restrictions, isOfCells: isOfCells, mark: mark))
    switch level {
    case .paragraph: beginParagraph(restrictions)
    case .unit: beginUnit(word, restrictions)
    case .child: beginChild(word, attributes)
    default: noteProperty(word, in: parent?.level)
    }
  }

  func end() {
    guard let element = open.popLast() else { return }
    let whole = element.tag.lowerBound..<place.upperBound
    if let mark = element.mark { commentMarks[mark].place = whole }
    switch element.level {
    case .paragraph: endParagraph()
    case .paragraphProperties:
      map.paragraphs.latest.properties = ElementPlace(startTag: element.tag, endTag: place)
    case .endProperties:
      map.paragraphs.latest.endProperties = ElementPlace(startTag: element.tag, endTag: place)
    case .runProperties: map.units.latest.properties = whole
    case .unit:
      map.units.latest.place = whole
      map.units.latest.elements = map.units.latest.elements.lowerBound..<(elements + 1)
      map.units.latest.children = map.units.latest.children.lowerBound..<map.children.count
    case .child: endChild(whole)
    default: break
    }
  }

  func text(_ utf8: UnsafeBufferPointer<UInt8>) {
    guard open.last?.level == .child else { return }
    // Deleted text is never marked. It can be long, because the text limit does not count it.
    guard map.children.latest.isText, map.units.last?.restrictions.contains(.deletion) == false else { return }
    map.chunks.append(BodyMap.Chunk(place: place, count: utf8.count, start: map.count(of: map.children.count - 1)))
    map.children.latest.chunks = map.children.latest.chunks.lowerBound..<map.chunks.count
  }

  // MARK: Levels

  private func level(of word: String?, _ name: XMLName, in parent: Level) -> Level {
    switch parent {
    case .outside, .cell:
      if word == "p" { return .paragraph }
      if word == "tc" { return .cell }
      return name.local == "AlternateContent" ? .alternatives : parent
    case .alternatives: return .alternatives
    case .paragraph, .container:
      guard let word else { return .unit }
      if word == "r" { return .unit }
      if parent == .paragraph, word == "pPr" { return .paragraphProperties }
      return Self.containers.contains(word) ? .container : .ignored
    case .paragraphProperties: return word == "rPr" ? .endProperties : .ignored
    case .unit:
      guard map.units.last?.isRun == true else { return .ignored }
      return word == "rPr" ? .runProperties : .child
    case .child:
      map.children.latest.isText = false
      return .ignored
    case .endProperties, .runProperties, .ignored: return .ignored
    }
  }

  /// The elements that can enclose runs in a paragraph.
  private static let containers: Set<String> = [
    "hyperlink", "ins", "del", "moveTo", "moveFrom", "sdt", "sdtContent", "smartTag", "customXml", "fldSimple", "dir",
    "bdo",
  ]

  private static func restrictions(of word: String) -> BodyMap.Restrictions {
    switch word {
    case "ins", "moveTo", "cellIns": .insertion
    case "del", "moveFrom", "cellDel": .deletion
    case "sdt": .control
    case "fldSimple": .field
    default: []
    }
  }

  // MARK: Paragraphs and what is in them

  private func beginParagraph(_ restrictions: BodyMap.Restrictions) {
    let count = map.units.count
    var paragraph = BodyMap.Paragraph(
      elements: elements..<(elements + 1), place: ElementPlace(startTag: place, endTag: place), units: count..<count)
    paragraph.restrictions = restrictions
    paragraph.isInCell = open.dropLast().last?.level == .cell
    map.paragraphs.append(paragraph)
  }

  private func endParagraph() {
    map.paragraphs.latest.place.endTag = place
    map.paragraphs.latest.elements = map.paragraphs.latest.elements.lowerBound..<(elements + 1)
    map.paragraphs.latest.units = map.paragraphs.latest.units.lowerBound..<map.units.count
    // An instruction that continues in the next paragraph counts as one without an end, as in the reader of the text.
    if fields.contains(false) { fields.removeAll { !$0 } }
  }

  private func beginUnit(_ word: String?, _ restrictions: BodyMap.Restrictions) {
    let count = map.children.count
    map.units.append(
      BodyMap.Unit(
        elements: elements..<(elements + 1), place: place, startTag: place, isRun: word == "r",
        restrictions: fields.isEmpty ? restrictions : restrictions.union(.field), paragraph: map.paragraphs.count - 1,
        children: count..<count))
  }

  private func beginChild(_ word: String?, _ attributes: XMLAttributes) {
    let count = map.chunks.count
    map.children.append(
      BodyMap.Child(
        element: elements, place: place, startTag: place, isText: word == "t", contentEnd: place.upperBound,
        chunks: count..<count, keepsSpace: attributes["space"] == "preserve"))
    map.children.latest.isRenderedPageBreak = word == "lastRenderedPageBreak"
    guard word == "fldChar" else { return }
    map.units.latest.restrictions.insert(.field)
    switch attributes["fldCharType"] {
    case "begin": fields.append(false)
    case "separate": if !fields.isEmpty { fields.latest = true }
    case "end": _ = fields.popLast()
    default: break
    }
  }

  private func endChild(_ whole: Range<Int>) {
    map.children.latest.place = whole
    map.children.latest.contentEnd = place.lowerBound
    // Text with comments or CDATA in it is never split.
    let length = map.chunks[map.children.latest.chunks].reduce(0) { $0 + $1.place.count }
    if map.children.latest.startTag.upperBound + length != place.lowerBound { map.children.latest.isText = false }
  }

  private func noteProperty(_ word: String?, in parent: Level?) {
    switch (parent, word) {
    case (.endProperties?, "ins"?), (.endProperties?, "del"?), (.endProperties?, "moveTo"?),
      (.endProperties?, "moveFrom"?),
      (.paragraphProperties?, "pPrChange"?):
      map.paragraphs.latest.isRevised = true
    case (.paragraphProperties?, "sectPr"?): map.paragraphs.latest.endsSection = true
    case (.runProperties?, "rPrChange"?): map.units.latest.restrictions.insert(.formatChange)
    default: break
    }
  }

  // MARK: Numbers

  /// - Returns: The index of the comment mark if the element is one.
  private func note(_ word: String?, _ attributes: XMLAttributes, in parent: Level?) -> Int? {
    guard let word, let id = attributes.number("id") else { return nil }
    switch word {
    case "commentRangeStart", "commentRangeEnd", "commentReference":
      let isChild = word == "commentReference" && parent == .unit && map.units.last?.isRun == true
      // The reference becomes the next child.
      let (unit, child) = isChild ? (map.units.count - 1, map.children.count) : (nil, nil)
      commentMarks.append(CommentMark(id: id, place: place, unit: unit, child: child))
      return commentMarks.count - 1
    default:
      if word == "ins" || word == "del", attributes["author"] == Reviewer.name { hasOwnChanges = true }
      usedIDs.insert(id)
      return nil
    }
  }
}

extension XMLName {
  /// The local name if the element is in a namespace of Word; else nil.
  var wordName: String? { wordNamespace == .word ? local : nil }
}

extension Array {
  /// The last element, of an array that is not empty.
  fileprivate var latest: Element {
    get { self[count - 1] }
    set { self[count - 1] = newValue }
  }
}
