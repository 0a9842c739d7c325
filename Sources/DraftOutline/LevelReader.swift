import DraftText

/// Decides how far in each heading stands.
///
/// Mostly the form of its ordinal tells. It does not where a heading is written in the form of another level (一、二、3.四、),
/// nor where a list under a heading is numbered in the form of the heading itself.
struct LevelReader {
  /// How far ahead the effect of a reading is looked at, in headings.
  private static let horizon = 24
  /// How far ahead another slip is looked for that would explain as much, in headings.
  private static let reach = 6
  /// Another reading that spares this many faults is right; one that spares fewer must look right too.
  private static let sureGain = 2

  private let headings: [HeadingFinder.Found]
  /// The depth of each heading, smaller is further out: even by the form of its ordinal, one more in a list that stands under
  /// a heading of the same form or of one further in.
  private var depths: [Int]
  /// Whether what stands before the heading announces a list: 具体做法如下：
  private let isAnnounced: [Bool]
  /// Whether the heading is a whole sentence, with its end mark.
  private let isSentence: [Bool]

  init(_ headings: [HeadingFinder.Found], paragraphs: ArraySlice<Paragraph>, in source: SourceText) {
    self.headings = headings
    depths = FormDepths(headings).depths
    isSentence = headings.map { source.utf8[..<$0.heading.text.end].suffix(3).elementsEqual("。".utf8) }
    isAnnounced = headings.map { found in
      guard found.paragraph > paragraphs.startIndex else { return false }
      let before = paragraphs[found.paragraph - 1].range
      return source.utf8[before.start..<before.end].endsWithColon
    }
  }

  /// The headings, each with its depth.
  func read() -> [HeadingFinder.Found] {
    var reader = self
    reader.settleFloating()
    reader.nestListsOfItems()
    reader.nestLists()
    reader.takeBackSlips()
    return headings.indices.map { index in
      var found = headings[index]
      found.depth = reader.depths[index]
      found.isAnnounced = isAnnounced[index]
      return found
    }
  }

  private func value(_ index: Int) -> Int? { headings[index].heading.ordinal?.value }

  // MARK: Headings of no level

  /// Puts the headings of a form without a level one step under the heading after which the form first stands.
  private mutating func settleFloating() {
    var settled: [Int: Int] = [:]
    var last: Int?
    for index in headings.indices {
      guard headings[index].floats else {
        last = depths[index]
        continue
      }
      let depth = settled[headings[index].rank] ?? last.map { $0 + 1 } ?? depths[index]
      settled[headings[index].rank] = depth
      depths[index] = depth
    }
  }

  // MARK: Lists of a form further out

  /// Moves lists one step in under the line that announces them, though that has a form further in: （1）抓学习：1、…⏎2、…
  private mutating func nestListsOfItems() {
    for index in headings.indices.dropFirst() where value(index) == 1 && depths[index] < depths[index - 1] {
      let isInline = headings[index].shape == .inline && headings[index].paragraph == headings[index - 1].paragraph
      guard isInline || isAnnounced[index], headings[index - 1].paragraph + 1 >= headings[index].paragraph,
        let members = listOfItem(at: index, under: index - 1, isSure: isInline)
      else { continue }
      let depth = depths[index - 1] + 1
      for member in members { depths[member] = depth }
    }
  }

  /// The headings of the list that begins at `index`, if the line at `host` holds it: another of its form comes after it.
  private func listOfItem(at index: Int, under host: Int, isSure: Bool) -> [Int]? {
    var members = [index]
    var last = 1
    for next in headings.indices.dropFirst(index + 1) where depths[next] <= depths[host] {
      // Behind an announcement one number may be missing, too.
      let most = last + (isSure ? 2 : 1)
      if headings[next].rank == headings[index].rank, let value = value(next), last < value, value <= most {
        members.append(next)
        last = value
      } else if headings[next].rank == headings[host].rank, let due = value(host), value(next) == due + 1 {
        return members
      } else if depths[next] <= depths[index] {
        break
      }
    }
    return isSure ? members : nil
  }

  // MARK: Lists in the form of the heading above them

  /// Moves the lists under a heading of the same form one step in: 一、[一、二、三、] 二、
  private mutating func nestLists() {
    // By depth.
    var last: [Int: (index: Int, value: Int)] = [:]
    var index = 0
    while index < headings.count {
      let depth = depths[index]
      last = last.filter { $0.key <= depth }
      if value(index) == 1, let outer = last[depth],
        let members = listUnderKnown(at: index, under: outer.index) ?? nestedList(at: index, under: outer.value)
      {
        for member in members { depths[member] += 1 }
        index += 1
        continue
      }
      if depth % 2 == 0 { last[depth] = value(index).map { (index, $0) } }
      index += 1
    }
  }

  /// The headings of the list that begins at `index`, if the format knows `outer` as a heading and none of them: ### 3. holds
  /// 1. and 2. up to the next that it knows, or that counts on from `outer`.
  private func listUnderKnown(at index: Int, under outer: Int) -> [Int]? {
    guard isKnown(outer), !isKnown(index) else { return nil }
    var members = [index]
    for next in headings.indices.dropFirst(index + 1) where depths[next] <= depths[index] {
      guard depths[next] == depths[index], !isKnown(next), let due = members.last.flatMap(value).map({ $0 + 1 }),
        value(next) == due || value(next) != value(outer).map({ $0 + 1 })
      else { break }
      members.append(next)
    }
    return members
  }

  /// Whether the format knows it as a heading.
  private func isKnown(_ index: Int) -> Bool { headings[index].known.knownLevel != nil }

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
      } else if value == outer + 1, members.count > 1, !isGap(next, after: members) {
        return isAnnounced[index] || outer < members.count ? members : nil
      } else {
        return nil
      }
    }
    // It goes on to the end of the draft: a list that was announced, or a second count.
    return isAnnounced[index] && members.count > 1 && !wasAmbiguous ? members : nil
  }

  /// Whether the heading at `index` looks as `members` do, and not as what stands before them does, and skips one number.
  private func isGap(_ index: Int, after members: [Int]) -> Bool {
    guard let first = members.first, value(index) == members.count + 2 else { return false }
    guard let outer = headings[..<first].lastIndex(where: { $0.rank == headings[first].rank }) else { return false }
    let looks = { (heading: Int) in (headings[heading].shape, isSentence[heading]) }
    return looks(index) != looks(outer) && members.allSatisfy { looks($0) == looks(index) }
  }

  // MARK: Slips of the pen

  /// Gives each heading that was written in the form of another level the depth at which it counts on.
  private mutating func takeBackSlips() {
    let known = Set(depths.indices.filter { value($0) != nil }.map { depths[$0] }).sorted()
    var count = Count(runsOn: runsOn)
    for index in headings.indices {
      if let depth = betterDepth(for: index, among: known, after: count) { depths[index] = depth }
      count.add(step(index))
    }
  }

  /// The depths at which the numbering mostly runs on from list to list: （五） under 一、, （六） under 二、.
  ///
  /// One heading alone that goes on so proves little: it may be a slip in the list outside.
  private var runsOn: Set<Int> {
    var last: [Int: Int] = [:]
    var balance: [Int: Int] = [:]
    var open: [Int] = []
    for index in headings.indices {
      let depth = depths[index]
      while let top = open.last, top > depth { open.removeLast() }
      guard let value = value(index) else { continue }
      if open.last != depth {
        open.append(depth)
        if let last = last[depth] {
          balance[depth, default: 0] += value != last + 1 ? -2 : isAlone(index) ? 1 : 2
        }
      }
      last[depth] = value
    }
    return Set(balance.filter { $0.value > 1 }.keys)
  }

  /// Whether no other of its depth stands beside the heading at `index`.
  private func isAlone(_ index: Int) -> Bool {
    headings.indices[(index + 1)...].first { depths[$0] <= depths[index] }.map { depths[$0] < depths[index] } ?? true
  }

  private func betterDepth(for index: Int, among known: [Int], after count: Count) -> Int? {
    guard depths[index] % 2 == 0, headings[index].heading.ordinal?.chapter == nil else { return nil }
    let asWritten = faults(from: index, after: count)
    guard asWritten > 0, let best = bestReading(of: index, among: known, from: index, after: count) else { return nil }
    let gain = asWritten - best.faults
    guard gain >= Self.sureGain || gain > 0 && looks(index, likeThoseAt: best.depth) else { return nil }
    // It may as well go on from the list of its own form before: （1）（2）, 1.2., （3）.
    if count.closed[depths[index]].map({ $0 + 1 }) == value(index), looksOwn(index, beside: best.depth) { return nil }
    // The slip may be in one of the headings that follow.
    let following = headings.indices[(index + 1)...].prefix(Self.reach)
    let isElsewhere = following.contains { later in
      bestReading(of: later, among: known, from: index, after: count).map { $0.faults <= best.faults } ?? false
    }
    return isElsewhere ? nil : best.depth
  }

  /// The best depth for the heading at `index` other than that of its form, and the faults that are left with it.
  private func bestReading(
    of index: Int, among known: [Int], from start: Int, after count: Count
  ) -> (depth: Int, faults: Int)? {
    guard let value = value(index) else { return nil }
    var before = count
    for earlier in start..<index { before.add(step(earlier)) }
    return known.filter { $0 != depths[index] && before.expects(value, at: $0) }
      .map { (depth: $0, faults: faults(from: start, after: count, reading: index, at: $0)) }
      .min { left, right in
        guard left.faults == right.faults else { return left.faults < right.faults }
        let isAlike = { (depth: Int) in headings[index].shape == layout(at: depth, before: index) }
        // Of two that fit as well, the one whose headings look like this one, or the inner.
        guard isAlike(left.depth) == isAlike(right.depth) else { return isAlike(left.depth) }
        return left.depth > right.depth
      }
  }

  /// Whether the heading shares its line as its neighbours at `depth` do, and not as those do that are written like it.
  private func looks(_ index: Int, likeThoseAt depth: Int) -> Bool {
    let own = headings[index].shape
    guard let written = layout(at: depths[index], before: index), own != written else { return false }
    return own == layout(at: depth, before: index)
  }

  /// Whether the heading shares its line as those do that are written like it, and not as its neighbours at `depth` do.
  private func looksOwn(_ index: Int, beside depth: Int) -> Bool {
    let own = headings[index].shape
    return own == layout(at: depths[index], before: index) && own != layout(at: depth, before: index)
  }

  private func layout(at depth: Int, before index: Int) -> HeadingFinder.Found.Shape? {
    headings.indices[..<index].suffix(Self.horizon).last { depths[$0] == depth }.map { headings[$0].shape }
  }

  /// How many faults of counting follow from `start` on, if the heading at `index` stands at `depth`.
  private func faults(from start: Int, after count: Count, reading index: Int? = nil, at depth: Int? = nil) -> Int {
    var count = count
    count.faults = 0
    let end = min(headings.count, start + Self.horizon)
    for next in start..<end { count.add(step(next, at: next == index ? depth : nil)) }
    if end == headings.count { count.finish() }
    return count.faults
  }

  private func step(_ index: Int, at depth: Int? = nil) -> Count.Step {
    Count.Step(value: value(index), depth: depth ?? depths[index], isAnnounced: isAnnounced[index])
  }
}

/// Counts headings of several depths along a draft, and the places where they do not count on.
private struct Count {
  /// A heading: its number, nil for none, and where it stands.
  struct Step {
    let value: Int?
    let depth: Int
    let isAnnounced: Bool
  }

  private struct List {
    let depth: Int
    var last: Int
    var highest: Int
    var items = 1
    /// Whether a 1 would begin another list.
    var hasBegun: Bool

    init(depth: Int, first: Int) {
      self.depth = depth
      last = first
      highest = first
      hasBegun = first == 1
    }

    /// Takes in a further number; whether it is the one that was due.
    mutating func add(_ value: Int) -> Bool {
      defer {
        items += 1
        last = value
        highest = max(highest, value)
        hasBegun = hasBegun || value == 1
      }
      return value == last + 1 || value == highest + 1
    }
  }

  /// The depths at which lists go on from each other.
  let runsOn: Set<Int>
  private var open: [List] = []
  /// The last number of the lists that were closed, by depth.
  private(set) var closed: [Int: Int] = [:]
  var faults = 0

  init(runsOn: Set<Int>) { self.runsOn = runsOn }

  /// Whether `value` is what comes next at `depth`.
  func expects(_ value: Int, at depth: Int) -> Bool {
    let list = open.last { $0.depth <= depth }
    return value == (list?.depth == depth ? (list?.last ?? 0) + 1 : 1)
  }

  /// Counts a heading.
  mutating func add(_ step: Step) {
    while let last = open.last, last.depth > step.depth || step.value == nil && last.depth == step.depth {
      close(open.removeLast())
    }
    guard let value = step.value else { return }
    if let last = open.last, last.depth == step.depth {
      guard value == 1, last.hasBegun else {
        if !open[open.count - 1].add(value) { faults += 1 }
        return
      }
      if !step.isAnnounced { faults += 1 }
      close(open.removeLast())
    } else if value != 1, !(runsOn.contains(step.depth) && closed[step.depth] == value - 1) {
      faults += 1
    }
    open.append(List(depth: step.depth, first: value))
  }

  /// Closes what is open.
  mutating func finish() {
    while let last = open.popLast() { close(last) }
  }

  private mutating func close(_ list: List) {
    if list.items == 1, !runsOn.contains(list.depth) { faults += 1 }
    closed[list.depth] = list.last
  }
}

extension ArraySlice<UInt8> {
  /// Whether the text ends with ： or :.
  fileprivate var endsWithColon: Bool { last == 0x3A || suffix(3).elementsEqual([0xEF, 0xBC, 0x9A]) }
}
