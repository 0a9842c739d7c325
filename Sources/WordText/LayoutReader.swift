import Archive
import DraftText

/// Reads a part of a document as ``BodyReader`` does, and also records how the text is formatted.
final class LayoutReader: XMLHandler {
  private let body: BodyReader
  private let styles: StyleSheet
  private let themeFonts: [ThemeFont: String]

  /// The names of the open elements of Word, the innermost last; empty names for elements of other namespaces.
  private var open: [String] = []
  private var openParagraphs: [ReadParagraph] = []
  private var openRuns: [Run] = []
  private var section = Layout.Page()
  /// The index of the first paragraph of the open section.
  private var firstOfSection = 0
  private var pieceCount = 0
  private var formattingByStyle: [String: Formatting] = [:]
  /// The instruction of the open field.
  private var instruction = ""
  /// The horizontal alignment of the last drawing, as the document writes it.
  private var boxPlace = ""

  /// The most pieces that are recorded. The largest of 50 real documents has 1,500 runs.
  private static let mostPieces = 100_000
  /// The size of text if no size is set, in half points.
  private static let usualSize = 20
  /// The element with the horizontal alignment of a drawing: `wp:positionH`.
  private static let place = "positionH"

  /// The sections, each with the index of its first paragraph.
  private(set) var pages: [(paragraph: Int, page: Layout.Page)] = []
  /// The paragraphs, in the order of their ends.
  private(set) var paragraphs: [ReadParagraph] = []

  /// A paragraph and its formatting.
  struct ReadParagraph {
    /// Its index among the paragraphs of the body; nil if it is not shown.
    var index: Int?
    var style: String?
    var formatting = Formatting()
    /// The pieces of its text, with their lengths in bytes.
    var pieces: [(count: Int, typeface: Layout.Typeface)] = []
    /// Whether a field in it shows the number of the page.
    var hasPageNumber = false
  }

  private struct Run {
    var formatting = Formatting()
    var style: String?
    /// The length of the paragraph's text before the run, in bytes.
    var start: Int
  }

  init(styles: StyleSheet, themeFonts: [ThemeFont: String]) {
    self.styles = styles
    self.themeFonts = themeFonts
    body = BodyReader(styles: styles)
  }

  var isFull: Bool { body.isFull }

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    let count = body.paragraphs.count
    body.start(name, attributes)
    let isWord = name.wordNamespace == .word
    defer { open.append(isWord || name.local == Self.place ? name.local : "") }
    guard isWord else { return }
    switch (name.local, open.last) {
    case ("p", _):
      var paragraph = ReadParagraph(index: body.paragraphs.count > count ? count : nil)
      // The text of a box has the alignment of the box.
      if !openParagraphs.isEmpty { paragraph.formatting.alignment = Layout.Alignment(word: boxPlace) }
      openParagraphs.append(paragraph)
    case ("r", _): openRuns.append(Run(start: textLength))
    case ("fldSimple", _): take(instruction: attributes["instr"] ?? "")
    case ("instrText", _): instruction = ""
    case (_, "pPr") where isOwn("p"): read(name.local, ofParagraph: attributes)
    case (_, "rPr") where isOwn("r"): read(name.local, ofRun: attributes)
    case (_, "sectPr") where isOwn("pPr") || isOwn("body"): read(name.local, ofSection: attributes)
    default: break
    }
  }

  func end() {
    body.end()
    switch open.popLast() {
    case "p":
      guard let paragraph = openParagraphs.popLast() else { break }
      if paragraph.index != nil { paragraphs.append(paragraph) }
    case "r": endRun()
    case "instrText": take(instruction: instruction)
    case "sectPr" where ["pPr", "body"].contains(open.last):
      pages.append((firstOfSection, section))
      section = Layout.Page()
      firstOfSection = body.paragraphs.count
    default: break
    }
  }

  func text(_ utf8: UnsafeBufferPointer<UInt8>) {
    body.text(utf8)
    switch open.last {
    case "instrText": instruction += String(decoding: utf8, as: UTF8.self)
    case "" where isOwn(Self.place): boxPlace = String(decoding: utf8, as: UTF8.self)
    default: break
    }
  }

  /// Whether the innermost open element is directly in `owner`, not in the record of a change.
  private func isOwn(_ owner: String) -> Bool { open.dropLast().last == owner }

  /// The length of the text of the innermost paragraph, in bytes.
  private var textLength: Int { openParagraphs.last?.index.map { body.paragraphs[$0].text.count } ?? 0 }

  private func read(_ name: String, ofParagraph attributes: XMLAttributes) {
    guard !openParagraphs.isEmpty else { return }
    let index = openParagraphs.count - 1
    switch name {
    case "pStyle": openParagraphs[index].style = attributes["val"]
    case "framePr":
      openParagraphs[index].formatting.alignment = attributes["xAlign"].flatMap(Layout.Alignment.init(word:))
    case "jc" where openParagraphs[index].formatting.alignment != nil: break
    default: openParagraphs[index].formatting.read(name, attributes)
    }
  }

  private func read(_ name: String, ofRun attributes: XMLAttributes) {
    guard !openRuns.isEmpty else { return }
    if name == "rStyle" {
      openRuns[openRuns.count - 1].style = attributes["val"]
    } else {
      openRuns[openRuns.count - 1].formatting.read(name, attributes)
    }
  }

  private func read(_ name: String, ofSection attributes: XMLAttributes) {
    /// Converts twentieths of a point to millimetres.
    func millimetres(_ attribute: String) -> Double? {
      attributes.number(attribute).map { Double($0) / 20 / 72 * 25.4 }
    }
    switch name {
    case "pgSz": (section.width, section.height) = (millimetres("w"), millimetres("h"))
    case "pgMar":
      (section.top, section.bottom) = (millimetres("top"), millimetres("bottom"))
      (section.left, section.right) = (millimetres("left"), millimetres("right"))
    default: break
    }
  }

  private func take(instruction: String) {
    guard instruction.split(separator: " ").first?.uppercased() == "PAGE", !openParagraphs.isEmpty else { return }
    openParagraphs[openParagraphs.count - 1].hasPageNumber = true
  }

  private func endRun() {
    guard let run = openRuns.popLast(), !openParagraphs.isEmpty else { return }
    let count = textLength - run.start
    guard count > 0, pieceCount < Self.mostPieces else { return }
    let index = openParagraphs.count - 1
    let paragraph = openParagraphs[index]
    let layers = [
      run.formatting, formatting(ofStyle: run.style), paragraph.formatting,
      formatting(ofStyle: paragraph.style ?? styles.defaultParagraphStyle),
      styles.defaults,
    ]
    let size = layers.lazy.compactMap(\.size).first ?? Self.usualSize
    let typeface = Layout.Typeface(font: font(layers.lazy.compactMap(\.font).first), size: Double(size) / 2)
    if openParagraphs[index].pieces.last?.typeface == typeface {
      openParagraphs[index].pieces[openParagraphs[index].pieces.count - 1].count += count
    } else {
      openParagraphs[index].pieces.append((count, typeface))
      pieceCount += 1
    }
  }

  // MARK: Effective properties

  /// The formatting of `paragraph` by its own properties, then by its style, then by the defaults.
  func formatting(of paragraph: ReadParagraph) -> Formatting {
    paragraph.formatting.inheriting(from: formatting(ofStyle: paragraph.style ?? styles.defaultParagraphStyle))
      .inheriting(from: styles.defaults)
  }

  private func formatting(ofStyle id: String?) -> Formatting {
    guard let id else { return Formatting() }
    if let known = formattingByStyle[id] { return known }
    let formatting = styles.formatting(of: id)
    formattingByStyle[id] = formatting
    return formatting
  }

  private func font(_ font: Formatting.Font?) -> String? {
    switch font {
    case .named(let name): name
    case .ofTheme(let font): themeFonts[font]
    case nil: nil
    }
  }
}

// MARK: In the text

extension LayoutReader {
  /// The layout of the body that was read; its lines are in `text`.
  func layout(in text: SourceText) -> Layout {
    let places = BodyPlaces(of: body.paragraphs, in: text)
    var layout = Layout()
    layout.pages = pages.map { paragraph, page in
      var page = page
      page.start = places.offset(paragraph, 0)
      return page
    }
    let labels = Set(text.structure.lazy.filter { $0.kind == .label }.map(\.range.start))
    for paragraph in paragraphs {
      guard let index = paragraph.index, let size = paragraph.pieces.max(by: { $0.count < $1.count })?.typeface.size,
        body.paragraphs[index].cell == nil, !body.paragraphs[index].isContents
      else { continue }
      let line = text.lines.range(ofLine: text.lines.line(at: places.offset(index, 0)))
      let formatting = formatting(of: paragraph)
      var placed = Layout.Paragraph(range: line, alignment: formatting.alignment ?? .justified)
      if !labels.contains(line.start) { placed.indent = formatting.indent(size: size) }
      var offset = 0
      placed.pieces = paragraph.pieces.map { count, typeface in
        defer { offset += count }
        return .init(
          range: TextRange(places.offset(index, offset), places.offset(index, offset + count)), typeface: typeface)
      }
      layout.paragraphs.append(placed)
    }
    layout.paragraphs.sort { $0.range < $1.range }
    return layout
  }

  /// The lines of a header or footer that show the number of the page.
  var pageNumbers: [Layout.PageNumber] {
    paragraphs.filter(\.hasPageNumber).compactMap { paragraph in
      paragraph.index.map { index in
        Layout.PageNumber(
          text: String(decoding: body.paragraphs[index].text, as: UTF8.self),
          alignment: formatting(of: paragraph).alignment,
          size: paragraph.pieces.max { $0.count < $1.count }?.typeface.size)
      }
    }
  }
}
