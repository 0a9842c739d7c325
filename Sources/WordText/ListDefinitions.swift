import Archive

/// One level of a list: `w:lvl`.
struct ListLevel {
  /// The separator between the label and the text.
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
  /// The innermost level, from 1, that restarts this level; levels further out also do. 0 for none, nil for all further
  /// out.
  var restart: Int?
  /// Whether all numbers of the label are in Arabic digits.
  var isLegal = false
  var isHidden = false
  /// The paragraph style whose paragraphs belong to this level.
  var style: String?

  /// Whether the label shows the number of this level, whose index is `index`.
  func shows(_ index: Int) -> Bool { format != .bullet && format != .none && text.contains("%\(index + 1)") }
}

/// The lists of a document: `word/numbering.xml`.
struct ListDefinitions {
  /// A template that lists refer to: `w:abstractNum`.
  struct Template {
    var levels: [Int: ListLevel] = [:]
    /// The style whose list replaces this template: `w:numStyleLink`.
    var styleLink: String?
  }

  /// A list: `w:num`. Lists with the same template continue each other's numbers unless they set start numbers.
  struct List {
    var template = 0
    /// The levels that the list itself defines.
    var levels: [Int: ListLevel] = [:]
    /// The start numbers of levels. A level with a start number restarts.
    var starts: [Int: Int] = [:]
  }

  /// The number of levels of a list, which are numbered from 0 to 8.
  static let levelCount = 9

  fileprivate(set) var templates: [Int: Template] = [:]
  fileprivate(set) var lists: [Int: List] = [:]

  /// Returns the list called `number` with its effective levels; nil if there is none.
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
    // `mc:Choice` is skipped: the alternative for older programs is sufficient here.
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

  /// Reads a property of the open level.
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
