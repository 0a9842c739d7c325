/// A paragraph of the body: one line of the text.
struct BodyParagraph {
  /// The text in UTF-8 without any line end; ``lineBreak`` where the author ended a line inside the paragraph.
  var text: [UInt8] = []
  /// The paragraph style, as far as it is named.
  var style: String?
  /// The list, as far as it is named here.
  var list = ListReference()
  /// Whether the end of the paragraph is deleted, so that the text of the next one goes on here.
  var endIsDeleted = false
  /// Whether the end of the paragraph is hidden.
  var endIsHidden = false

  /// U+2028: a line ends, the paragraph goes on.
  static let lineBreak: Unicode.Scalar = "\u{2028}"
}

/// Reads `word/document.xml`: what stands in the body, as it is when all changes are accepted.
///
/// Runs are joined. Left out are what is deleted or moved away, hidden text, instructions of fields, what is noted at the
/// foot or the margin, and the older of two alternatives.
final class BodyReader: XMLHandler {
  /// The paragraphs in the order in which they begin: the text of a box follows the paragraph that the box hangs on.
  private(set) var paragraphs: [BodyParagraph] = []
  /// Whether this is a text document at all.
  private(set) var isDocument = false

  /// A document may have as many paragraphs, and as many bytes of text: 1,000 pages have 40,000, and 3 MB.
  private static let mostParagraphs = 200_000
  private static let mostText = 10 << 20

  private let styles: StyleSheet
  private var textSize = 0
  private var open: [Element] = []
  /// How many elements are open of which nothing is read.
  private var skipped = 0
  /// The open paragraphs, by their place among the paragraphs: several where a box stands in one.
  private var openParagraphs: [Int] = []
  private var runs: [Run] = []
  private var fields = FieldStack()
  /// For each open choice between alternatives, whether one has been taken.
  private var choices: [Bool] = []
  /// What has come in of the open text element.
  private var piece: [UInt8] = []
  private var keepsSpace = false

  private struct Run {
    var isHidden: Bool?
    var style: String?
  }

  init(styles: StyleSheet) { self.styles = styles }

  var isFull: Bool { paragraphs.count > Self.mostParagraphs || textSize > Self.mostText }

  // MARK: Elements

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    if skipped > 0 {
      skipped += 1
      return
    }
    let element = Element(name)
    if open.isEmpty { isDocument = element == .document }
    let parent = open.last
    if isLeftOut(element, in: parent) {
      skipped = 1
      return
    }
    open.append(element)
    switch element {
    case .paragraph: beginParagraph()
    case .run: runs.append(Run())
    case .text:
      piece.removeAll(keepingCapacity: true)
      keepsSpace = attributes["space"] == "preserve"
    case .alternatives: choices.append(false)
    case .fieldCharacter: fields.take(attributes["fldCharType"] ?? "")
    case .property(let property): read(property, attributes, in: parent)
    // Here it stands among the properties of a paragraph's end.
    case .deletion where isInParagraphProperties:
      if let index = openParagraphs.last { paragraphs[index].endIsDeleted = true }
    case .character(let character): append(character, attributes)
    default: break
    }
  }

  func end() {
    if skipped > 0 {
      skipped -= 1
      return
    }
    switch open.popLast() {
    case .paragraph: endParagraph()
    case .run: runs.removeLast()
    case .text: append(RunText.cleaned(piece, keepsSpace: keepsSpace))
    case .alternatives: choices.removeLast()
    default: break
    }
  }

  func text(_ utf8: UnsafeBufferPointer<UInt8>) {
    guard skipped == 0, open.last == .text else { return }
    piece.append(contentsOf: utf8)
    textSize += utf8.count
  }

  /// Whether nothing inside `element` is text of the body.
  private func isLeftOut(_ element: Element, in parent: Element?) -> Bool {
    switch element {
    case .aside: return true
    // Of a paragraph's end the same element says that it is deleted.
    case .deletion: return parent != .property(.run)
    case .choice:
      guard let taken = choices.last else { return false }
      choices[choices.count - 1] = true
      return taken
    case .fallback: return choices.last ?? false
    default: return false
    }
  }

  // MARK: Paragraphs

  private func beginParagraph() {
    openParagraphs.append(paragraphs.count)
    paragraphs.append(BodyParagraph())
  }

  private func endParagraph() {
    openParagraphs.removeLast()
    if openParagraphs.isEmpty { fields.endParagraph() }
  }

  private func read(_ property: Element.Property, _ attributes: XMLAttributes, in parent: Element?) {
    guard let index = openParagraphs.last else { return }
    switch (property, parent) {
    case (.paragraphStyle, .property(.paragraph)): paragraphs[index].style = attributes["val"]
    case (.listNumber, .property(.list)): paragraphs[index].list.number = attributes.number("val")
    case (.listLevel, .property(.list)): paragraphs[index].list.level = attributes.number("val")
    case (.hidden, .property(.run)):
      if isInParagraphProperties {
        paragraphs[index].endIsHidden = attributes.isOn
      } else if !runs.isEmpty {
        runs[runs.count - 1].isHidden = attributes.isOn
      }
    case (.characterStyle, .property(.run)):
      if !isInParagraphProperties, !runs.isEmpty { runs[runs.count - 1].style = attributes["val"] }
    default: break
    }
  }

  /// Whether what is open says something of the end of a paragraph: `w:pPr/w:rPr`.
  private var isInParagraphProperties: Bool { open.dropLast(2).last == .property(.paragraph) }

  // MARK: Text

  private func append(_ character: Element.Character, _ attributes: XMLAttributes) {
    guard runs.last != nil || character == .emoji else { return }
    switch character {
    case .tab: append([0x09])
    case .lineBreak:
      // A page or a column ends where a line does.
      append(Array(String(BodyParagraph.lineBreak).utf8))
    case .hyphen: append([UInt8(ascii: "-")])
    case .symbol, .emoji:
      if let scalar = RunText.symbol(attributes["char"], font: attributes["font"]) {
        append(Array(String(scalar).utf8))
      }
    }
  }

  private func append(_ text: [UInt8]) {
    guard let index = openParagraphs.last, !fields.isInInstruction, !isHidden(index) else { return }
    paragraphs[index].text += text
  }

  private func isHidden(_ paragraph: Int) -> Bool {
    if let run = runs.last {
      if let hidden = run.isHidden { return hidden }
      if run.style != nil, let hidden = styles.isHidden(run.style) { return hidden }
    }
    return styles.isHidden(paragraphs[paragraph].style ?? styles.defaultParagraphStyle) ?? false
  }
}

/// The fields that are open: instruction, then result, which alone is text.
private struct FieldStack {
  /// For each, whether its result has begun.
  private var hasResult: [Bool] = []
  private var instructions = 0

  var isInInstruction: Bool { instructions > 0 }

  mutating func take(_ type: String) {
    switch type {
    case "begin":
      hasResult.append(false)
      instructions += 1
    case "separate":
      guard hasResult.last == false else { break }
      hasResult[hasResult.count - 1] = true
      instructions -= 1
    case "end":
      if hasResult.popLast() == false { instructions -= 1 }
    default: break
    }
  }

  /// An instruction hardly goes on in the next paragraph: more likely its end is missing, and it must not swallow the rest.
  mutating func endParagraph() {
    if isInInstruction { self = FieldStack() }
  }
}
