import Archive

/// One level of a list: `w:lvl`.
struct ListLevel {
  /// What stands between the label and the text.
  enum Suffix: String {
    case tab
    case space
    case nothing
  }

  var start = 0
  var format = NumberFormat.decimal
  /// The label, with `%1` for the number of the outermost level.
  var text = ""
  var suffix = Suffix.tab
  /// Begins anew behind this level, from 1, or one further out; 0 for never, nil for any further out.
  var restart: Int?
  /// Whether all numbers of the label are written in Arabic figures.
  var isLegal = false
  var isHidden = false
  /// The paragraph style whose paragraphs stand on this level.
  var style: String?

  /// Whether its label shows the number of this level, which is the one at `index`.
  func shows(_ index: Int) -> Bool { format != .bullet && format != .none && text.contains("%\(index + 1)") }
}

/// The lists of a document: `word/numbering.xml`.
struct ListDefinitions {
  /// A list without its place in the text: `w:abstractNum`.
  struct Template {
    var levels: [Int: ListLevel] = [:]
    /// The style whose list this one is.
    var styleLink: String?
  }

  /// A list: `w:num`. Lists with one template count on from each other unless they say where to begin.
  struct List {
    var template = 0
    /// Levels of its own.
    var levels: [Int: ListLevel] = [:]
    /// Where its levels begin, which makes them begin anew.
    var starts: [Int: Int] = [:]
  }

  /// Lists have levels from 0 to 8.
  static let levelCount = 9

  fileprivate(set) var templates: [Int: Template] = [:]
  fileprivate(set) var lists: [Int: List] = [:]

  /// The list called `number`, with the levels that hold for it; nil where there is none.
  func resolved(_ number: Int, styles: StyleSheet) -> List? {
    guard var list = lists[number] else { return nil }
    if let link = templates[list.template]?.styleLink,
      let linked = styles.styles[link]?.list.number.flatMap({ lists[$0] })
    {
      list.template = linked.template
    }
    guard let template = templates[list.template] else { return nil }
    list.levels = template.levels.merging(list.levels) { $1 }
    return list
  }
}

/// Reads `word/numbering.xml`.
final class ListDefinitionsReader: XMLHandler {
  private(set) var definitions = ListDefinitions()
  /// The names of the open elements.
  private var open: [String] = []
  private var template: (id: Int, value: ListDefinitions.Template)?
  private var list: (id: Int, value: ListDefinitions.List)?
  private var level: (index: Int, value: ListLevel)?
  /// The level whose `w:lvlOverride` is open.
  private var overridden: Int?
  private var skipped = 0

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    // Of two alternatives the one for older programs is as good here.
    if skipped > 0 || name.wordNamespace == .compatibility && name.local == "Choice" {
      skipped += 1
      return
    }
    open.append(name.wordNamespace == .word ? name.local : "")
    guard name.wordNamespace == .word else { return }
    switch name.local {
    case "abstractNum": template = attributes.number("abstractNumId").map { ($0, .init()) }
    case "numStyleLink": template?.value.styleLink = attributes["val"]
    case "num": list = attributes.number("numId").map { ($0, .init()) }
    case "abstractNumId": list?.value.template = attributes.number("val") ?? 0
    case "lvlOverride": overridden = attributes.number("ilvl")
    case "startOverride":
      if let overridden { list?.value.starts[overridden] = attributes.number("val") ?? 0 }
    case "lvl": level = attributes.number("ilvl").map { ($0, ListLevel()) }
    default: read(name.local, attributes)
    }
  }

  /// Reads what is said of the open level.
  private func read(_ name: String, _ attributes: XMLAttributes) {
    guard level != nil else { return }
    switch name {
    case "start": level?.value.start = attributes.number("val") ?? 0
    case "numFmt": level?.value.format = NumberFormat(attributes["val"] ?? "decimal")
    case "lvlText": level?.value.text = attributes["val"] ?? ""
    case "suff": level?.value.suffix = attributes["val"].flatMap(ListLevel.Suffix.init) ?? .tab
    case "lvlRestart": level?.value.restart = attributes.number("val")
    case "isLgl": level?.value.isLegal = attributes.isOn
    case "pStyle": level?.value.style = attributes["val"]
    case "vanish" where open.dropLast().last == "rPr": level?.value.isHidden = attributes.isOn
    default: break
    }
  }

  func end() {
    if skipped > 0 {
      skipped -= 1
      return
    }
    switch open.popLast() {
    case "abstractNum":
      if let template { definitions.templates[template.id] = template.value }
      template = nil
    case "num":
      if let list { definitions.lists[list.id] = list.value }
      list = nil
    case "lvlOverride":
      overridden = nil
    case "lvl":
      guard let level, (0..<ListDefinitions.levelCount).contains(level.index) else { break }
      template?.value.levels[level.index] = level.value
      list?.value.levels[level.index] = level.value
      self.level = nil
    default: break
    }
  }
}
