/// The label that Word shows in front of a paragraph of a list.
struct ListLabel: Hashable {
  /// The label with its separator.
  var text: String
  /// The level of the list, from 0.
  var depth: Int
  /// The number of the paragraph on its level; nil for a bullet or a label without that number.
  var number: Int?
}

/// Counts the paragraphs of lists as Word does and writes their labels.
struct ListLabels {
  /// The longest label in characters. Word allows no more, and a file from elsewhere must not fill the memory.
  private static let longestLabel = 64

  private let definitions: ListDefinitions
  private let styles: StyleSheet
  /// The lists so far, with their effective levels.
  private var lists: [Int: ListDefinitions.List] = [:]
  /// The last number of each level, by template. Lists with the same template share their numbers.
  private var counters: [Int: [Int?]] = [:]
  /// The lists whose start numbers have been used.
  private var begun: Set<Int> = []

  init(_ definitions: ListDefinitions, styles: StyleSheet) {
    self.definitions = definitions
    self.styles = styles
  }

  /// Returns the label of the next paragraph; nil outside lists, and if the label is empty.
  ///
  /// - Parameters:
  ///   - direct: The list that the paragraph names itself.
  ///   - style: The style of the paragraph.
  mutating func next(_ direct: ListReference, style: String?) -> ListLabel? {
    let chain = styles.chain(from: style ?? styles.defaultParagraphStyle)
    guard let number = direct.number ?? chain.lazy.compactMap(\.style.list.number).first, number != 0,
      let list = list(number)
    else { return nil }
    let ofStyle = { () -> Int? in
      let linked = chain.lazy.compactMap { style in list.levels.first { $0.value.style == style.id }?.key }.first
      return linked ?? chain.lazy.compactMap(\.style.list.level).first
    }
    let index = min(max(direct.level ?? ofStyle() ?? 0, 0), ListDefinitions.levelCount - 1)
    let numbers = count(list, number, index)
    guard let level = list.levels[index] else { return nil }
    let text = label(of: level, numbers, in: list)
    return text.isEmpty ? nil : ListLabel(text: text, depth: index, number: level.shows(index) ? numbers[index] : nil)
  }

  private mutating func list(_ number: Int) -> ListDefinitions.List? {
    if let known = lists[number] { return known }
    lists[number] = definitions.resolved(number, styles: styles)
    return lists[number]
  }

  /// Counts one paragraph on `level` and returns the numbers of all levels.
  private mutating func count(_ list: ListDefinitions.List, _ number: Int, _ level: Int) -> [Int] {
    var counter = counters[list.template] ?? Array(repeating: nil, count: ListDefinitions.levelCount)
    if begun.insert(number).inserted {
      // Levels further out continue: 3.4 is followed by 3.4.1, even if the list has a start number for its first level.
      for index in list.starts.keys where index >= level && counter.indices.contains(index) { counter[index] = nil }
    }
    let starts = counter.indices.map { list.starts[$0] ?? list.levels[$0]?.start ?? 0 }
    // Skipped levels have begun, too: if 1.1.1 comes first, 1.2 follows.
    for index in 0..<level where counter[index] == nil { counter[index] = starts[index] }
    counter[level] = counter[level].map { $0 &+ 1 } ?? starts[level]
    for index in counter.indices.dropFirst(level + 1) where restarts(list.levels[index], behind: level) {
      counter[index] = nil
    }
    counters[list.template] = counter
    return zip(counter, starts).map { $0 ?? $1 }
  }

  private func restarts(_ level: ListLevel?, behind outer: Int) -> Bool {
    level?.restart.map { outer < $0 } ?? true
  }

  private func label(of level: ListLevel, _ numbers: [Int], in list: ListDefinitions.List) -> String {
    if level.isHidden { return "" }
    let text = level.format == .bullet ? bullet(level.text) : filledIn(level, numbers, in: list)
    guard !text.isEmpty else { return "" }
    switch level.suffix {
    case .tab: return text + "\t"
    case .space: return text + " "
    case .nothing: return text
    }
  }

  /// The bullet of plain text, because most bullets are signs of fonts that no other program has.
  private func bullet(_ text: String) -> String { text.isEmpty ? "" : "•" }

  private func filledIn(_ level: ListLevel, _ numbers: [Int], in list: ListDefinitions.List) -> String {
    var text = ""
    var rest = level.text.prefix(Self.longestLabel)
    while let character = rest.popFirst() {
      guard character == "%", let digit = rest.first?.wholeNumberValue, numbers.indices.contains(digit - 1) else {
        text.append(character)
        continue
      }
      rest.removeFirst()
      let format = list.levels[digit - 1]?.format ?? .decimal
      let isLegal = level.isLegal && format != .none && format != .bullet
      text += (isLegal ? .decimal : format).text(of: numbers[digit - 1])
    }
    return String(text.prefix(Self.longestLabel)).sanitized
  }
}

extension String {
  /// The string on one line.
  fileprivate var sanitized: String {
    String(String.UnicodeScalarView(unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
  }
}
