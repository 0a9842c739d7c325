import DraftText

/// Decides how far in each heading stands.
///
/// Mostly the form of its ordinal tells. It does not where a heading is written in the form of another level (一、二、3.四、),
/// nor where a list under a heading is numbered in the form of the heading itself.
struct LevelReader {
  /// How far ahead the effect of a reading is looked at, in headings.
  private static let horizon = 24
  /// Another reading must explain this much more than the written form does.
  private static let leastGain = 2

  private let headings: [HeadingFinder.Found]
  /// The depth of each heading, smaller is further out: twice the rank of its numbering, one more in a list under a heading
  /// of the same form.
  private var depths: [Int]
  /// Whether what stands before the heading announces a list: 具体做法如下：
  private let isAnnounced: [Bool]

  init(_ headings: [HeadingFinder.Found], paragraphs: ArraySlice<Paragraph>, in source: SourceText) {
    self.headings = headings
    depths = headings.map { 2 * $0.rank }
    isAnnounced = headings.map { found in
      guard found.paragraph > paragraphs.startIndex else { return false }
      let before = paragraphs[found.paragraph - 1].range
      return source.utf8[before.start..<before.end].endsWithColon
    }
  }

  /// The headings, each with its depth.
  func read() -> [HeadingFinder.Found] {
    var reader = self
    reader.nestLists()
    reader.takeBackSlips()
    return zip(headings, reader.depths).map { found, depth in
      var found = found
      found.depth = depth
      return found
    }
  }

  private func value(_ index: Int) -> Int? { headings[index].heading.ordinal?.value }

  // MARK: Lists in the form of the heading above them

  /// Moves the lists under a heading of the same form one step in: 一、[一、二、三、] 二、
  private mutating func nestLists() {
    var last: [Int: Int] = [:]
    var index = 0
    while index < headings.count {
      let depth = depths[index]
      last = last.filter { $0.key <= depth }
      if value(index) == 1, let outer = last[depth], let members = nestedList(at: index, under: outer) {
        for member in members { depths[member] += 1 }
        index += 1
        continue
      }
      if depth % 2 == 0 { last[depth] = value(index) }
      index += 1
    }
  }

  /// The headings of the list that begins at `index`, if the heading `outer` of the same form holds it.
  private func nestedList(at index: Int, under outer: Int) -> [Int]? {
    let depth = depths[index]
    var members = [index]
    // Where the next number of both lists comes, it is taken for the inner; the outer may have meant it.
    var wasAmbiguous = false
    for next in headings.indices.dropFirst(index + 1) where depths[next] <= depth {
      guard depths[next] == depth, let value = value(next) else { break }
      if value == members.count + 1 {
        wasAmbiguous = wasAmbiguous || value == outer + 1
        members.append(next)
      } else if value == outer + 1, members.count > 1 {
        return isAnnounced[index] || outer < members.count ? members : nil
      } else {
        return nil
      }
    }
    // It goes on to the end of the draft: a list that was announced, or a second count.
    return isAnnounced[index] && members.count > 1 && !wasAmbiguous ? members : nil
  }

  // MARK: Slips of the pen

  /// Gives each heading that was written in the form of another level the depth at which it counts on.
  private mutating func takeBackSlips() {
    let known = Set(depths.indices.filter { value($0) != nil }.map { depths[$0] }).sorted()
    var count = Count()
    for index in headings.indices {
      if let depth = betterDepth(for: index, among: known, after: count) { depths[index] = depth }
      count.add(value(index), at: depths[index], isAnnounced: isAnnounced[index])
    }
  }

  private func betterDepth(for index: Int, among known: [Int], after count: Count) -> Int? {
    guard let value = value(index), !isNested(index) else { return nil }
    let asWritten = faults(from: index, at: depths[index], after: count)
    guard asWritten >= Self.leastGain else { return nil }
    let others = known.filter { $0 != depths[index] && count.expects(value, at: $0) }
    let readings = others.map { (depth: $0, faults: faults(from: index, at: $0, after: count)) }
    guard let best = readings.min(by: { $0.faults < $1.faults }) else { return nil }
    return asWritten - best.faults >= Self.leastGain ? best.depth : nil
  }

  private func isNested(_ index: Int) -> Bool { depths[index] % 2 == 1 }

  /// How many faults of counting follow if the heading at `index` stands at `depth`.
  private func faults(from index: Int, at depth: Int, after count: Count) -> Int {
    var count = count
    count.faults = 0
    count.add(value(index), at: depth, isAnnounced: isAnnounced[index])
    let end = min(headings.count, index + Self.horizon)
    for next in headings.indices[(index + 1)..<end] {
      count.add(value(next), at: depths[next], isAnnounced: isAnnounced[next])
    }
    if end == headings.count { count.finish() }
    return count.faults
  }
}

/// Counts headings of several depths along a draft, and the places where they do not count on.
private struct Count {
  private struct List {
    let depth: Int
    var last: Int
    var items = 1
    /// Whether it goes on from an earlier list: （六） under 二、 after （五） under 一、.
    let goesOn: Bool
  }

  private var open: [List] = []
  /// The last number of the lists that were closed, by depth.
  private var closed: [Int: Int] = [:]
  var faults = 0

  /// Whether `value` is what comes next at `depth`.
  func expects(_ value: Int, at depth: Int) -> Bool {
    let list = open.last { $0.depth <= depth }
    return value == (list?.depth == depth ? (list?.last ?? 0) + 1 : 1)
  }

  /// Counts a heading; nil is one without a number.
  mutating func add(_ value: Int?, at depth: Int, isAnnounced: Bool) {
    while let last = open.last, last.depth > depth { close(open.removeLast()) }
    guard let value else {
      while let last = open.last, last.depth >= depth { close(open.removeLast()) }
      return
    }
    guard let last = open.last, last.depth == depth else {
      let goesOn = value > 1 && closed[depth] == value - 1
      if value != 1, !goesOn { faults += 1 }
      open.append(List(depth: depth, last: value, goesOn: goesOn))
      return
    }
    if value != last.last + 1, value != 1 || !isAnnounced { faults += 1 }
    open[open.count - 1].last = value
    open[open.count - 1].items += 1
  }

  /// Closes what is open.
  mutating func finish() {
    while let last = open.popLast() { close(last) }
  }

  private mutating func close(_ list: List) {
    if list.items == 1, !list.goesOn { faults += 1 }
    closed[list.depth] = list.last
  }
}

extension ArraySlice<UInt8> {
  /// Whether the text ends with ： or :.
  fileprivate var endsWithColon: Bool { last == 0x3A || suffix(3).elementsEqual([0xEF, 0xBC, 0x9A]) }
}
