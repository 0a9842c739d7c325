import DraftText

/// Determines the depth of each heading, and whether the line before announces it.
///
/// Mostly the form of the ordinal gives the depth. The exceptions are a heading in the form of another level (一、二、3.四、)
/// and a list numbered in the form of the heading above it.
struct LevelReader {
  /// The number of headings over which the effect of a reading is measured.
  private static let faultWindow = 24
  /// The number of later headings among which another slip is sought that explains as much.
  private static let slipWindow = 6
  /// The faults that another reading must avoid to be right; with fewer, it must look right too.
  private static let decisiveGain = 2

  /// The headings with their depths: that of the form of the ordinal (``FormDepths``), or one more than that of the
  /// heading that holds their list.
  private(set) var headings: [HeadingCandidate]
  private let source: SourceText

  /// Reads the levels of `headings`, which are in `paragraphs`.
  init(_ headings: [HeadingCandidate], in paragraphs: ArraySlice<Paragraph>, of source: SourceText) {
    self.headings = headings
    self.source = source
    for (index, depth) in FormDepths(headings).depths.enumerated() {
      self.headings[index].relativeDepth = depth
      let paragraph = headings[index].paragraph
      guard paragraph > paragraphs.startIndex else { continue }
      self.headings[index].isAnnounced = source.ends(paragraphs[paragraph - 1].range, with: "：:")
    }
    settleFloating()
    nestListsOfItems()
    nestLists()
    correctSlips()
  }

  private func depth(_ index: Int) -> Int { headings[index].relativeDepth }

  private func value(_ index: Int) -> Int? { headings[index].value }

  /// Returns the indices of the headings after the one at `index` whose depth is at most `depth`.
  private func following(_ index: Int, atMost depth: Int) -> some Sequence<Int> {
    headings.indices[(index + 1)...].lazy.filter { headings[$0].relativeDepth <= depth }
  }

  // MARK: Headings without a fixed level

  /// Puts the headings of a form without a fixed level one step under the heading after which the form first occurs.
  private mutating func settleFloating() {
    var settled: [Int: Int] = [:]
    var last: Int?
    for index in headings.indices {
      if headings[index].floats {
        let depth = settled[headings[index].rank] ?? last.map { $0 + 1 } ?? depth(index)
        headings[index].relativeDepth = depth
        settled[headings[index].rank] = depth
      } else {
        last = depth(index)
      }
    }
  }

  // MARK: Lists of a form further out

  /// Nests a list under the line that announces it, even if that line has a form further in: （1）抓学习：1、…⏎2、…
  private mutating func nestListsOfItems() {
    for index in headings.indices.dropFirst() where value(index) == 1 && depth(index) < depth(index - 1) {
      let (host, first) = (headings[index - 1], headings[index])
      let isInline = first.shape == .inline && first.paragraph == host.paragraph
      guard isInline || first.isAnnounced, host.paragraph + 1 >= first.paragraph,
        let members = listOfItem(at: index, isSure: isInline)
      else { continue }
      for member in members { headings[member].relativeDepth = host.relativeDepth + 1 }
    }
  }

  /// Returns the headings of the list at `index` if the line before holds it: a later line has that line's next number.
  private func listOfItem(at index: Int, isSure: Bool) -> [Int]? {
    let (host, first) = (headings[index - 1], headings[index])
    var members = [index]
    var last = 1
    for next in following(index, atMost: host.relativeDepth) {
      // In a list that begins inside the line of its host, one number can be missing.
      let most = last + (isSure ? 2 : 1)
      if headings[next].rank == first.rank, let value = value(next), last < value, value <= most {
        members.append(next)
        last = value
      } else if headings[next].rank == host.rank, let due = host.value, value(next) == due + 1 {
        return members
      } else if depth(next) <= first.relativeDepth {
        break
      }
    }
    return isSure ? members : nil
  }

  // MARK: Lists in the form of the heading above them

  /// Nests the lists under a heading of the same form: 一、[一、二、三、] 二、
  private mutating func nestLists() {
    // The last numbered heading, by depth.
    var last: [Int: Int] = [:]
    for index in headings.indices {
      let depth = depth(index)
      last = last.filter { $0.key <= depth }
      if value(index) == 1, let outer = last[depth],
        let members = listUnderKnown(at: index, under: outer) ?? nestedList(at: index, under: outer)
      {
        for member in members { headings[member].relativeDepth += 1 }
      } else if FormDepths.isDepthOfForm(depth) {
        last[depth] = value(index) == nil ? nil : index
      }
    }
  }

  /// Returns the headings of the list at `index` if the format marks `outer` as a heading and none of them: ### 3.
  /// holds 1. and 2. The list ends at the next marked heading or at the number after `outer`.
  private func listUnderKnown(at index: Int, under outer: Int) -> [Int]? {
    let isKnown = { (index: Int) in headings[index].knownLevel != nil }
    guard isKnown(outer), !isKnown(index), let value = value(outer) else { return nil }
    var members = [index]
    for next in following(index, atMost: depth(index)) {
      let due = members.last.flatMap(self.value).map { $0 + 1 }
      guard depth(next) == depth(index), !isKnown(next), due != nil,
        self.value(next) == due || self.value(next) != value + 1
      else { break }
      members.append(next)
    }
    return members
  }

  /// Returns the headings of the list at `index` if the heading `outer` of the same form holds it.
  private func nestedList(at index: Int, under outer: Int) -> [Int]? {
    guard let due = value(outer).map({ $0 + 1 }) else { return nil }
    let isAnnounced = headings[index].isAnnounced
    var members = [index]
    // Whether a number was due in both lists: the inner list got it, but the outer can be meant.
    var wasAmbiguous = false
    for next in following(index, atMost: depth(index)) {
      guard depth(next) == depth(index), let value = value(next) else { break }
      if value == members.count + 1 {
        wasAmbiguous = wasAmbiguous || value == due
        members.append(next)
      } else {
        guard value == due, members.count > 1, !isGap(next, after: members), isAnnounced || due <= members.count
        else { return nil }
        return members
      }
    }
    // The list goes on to the end of the draft: it was announced, or the numbering began again.
    return isAnnounced && members.count > 1 && !wasAmbiguous ? members : nil
  }

  /// Whether the heading at `index` looks like `members`, unlike the heading before them, and skips one number.
  private func isGap(_ index: Int, after members: [Int]) -> Bool {
    guard let first = members.first, value(index) == members.count + 2,
      let outer = headings[..<first].lastIndex(where: { $0.rank == headings[first].rank })
    else { return false }
    let looks = { (index: Int) in
      (headings[index].shape, source.ends(headings[index].heading.text, with: "。"))
    }
    return looks(index) != looks(outer) && members.allSatisfy { looks($0) == looks(index) }
  }

  // MARK: Slips of the pen

  /// Gives each heading in the form of another level the depth at which its number counts on.
  private mutating func correctSlips() {
    let known = Set(headings.filter { $0.ordinal != nil }.map(\.relativeDepth)).sorted()
    var count = HeadingCount(runsOn: runsOn)
    // Most drafts count correctly, and a draft without faults as a whole has none in any part.
    guard faults(from: 0, after: count, over: headings.count) > 0 else { return }
    for index in headings.indices {
      if let depth = betterDepth(for: index, among: known, after: count) { headings[index].relativeDepth = depth }
      count.add(headings[index])
    }
  }

  /// The depths at which the numbering mostly continues from list to list: （五） under 一、, （六） under 二、.
  ///
  /// A list of one heading that continues is weak evidence: the heading can be a slip in the outer list.
  private var runsOn: Set<Int> {
    var last: [Int: Int] = [:]
    var balance: [Int: Int] = [:]
    var open: [Int] = []
    for index in headings.indices {
      let depth = depth(index)
      while let top = open.last, top > depth { open.removeLast() }
      guard let value = value(index) else { continue }
      if open.last != depth {
        open.append(depth)
        if let last = last[depth] {
          let isAlone = following(index, atMost: depth).first { _ in true }.map { self.depth($0) < depth } ?? true
          balance[depth, default: 0] += value != last + 1 ? -2 : isAlone ? 1 : 2
        }
      }
      last[depth] = value
    }
    return Set(balance.filter { $0.value > 1 }.keys)
  }

  private func betterDepth(for index: Int, among known: [Int], after count: HeadingCount) -> Int? {
    let depth = depth(index)
    guard FormDepths.isDepthOfForm(depth), headings[index].ordinal?.chapter == nil else { return nil }
    let asWritten = faults(from: index, after: count)
    guard asWritten > 0, let best = bestReading(of: index, among: known, from: index, after: count) else { return nil }
    let (own, written, other) = (
      headings[index].shape, shape(at: depth, before: index), shape(at: best.depth, before: index)
    )
    let gain = asWritten - best.faults
    // Whether its shape is that of the neighbours at the new depth and not that of the neighbours at the written depth.
    let looksRight = written != nil && own != written && own == other
    guard gain >= Self.decisiveGain || gain > 0 && looksRight else { return nil }
    // The heading can also continue the list of its own form before: （1）（2）, 1.2., （3）.
    if count.closed[depth].map({ $0 + 1 }) == value(index), own == written, own != other { return nil }
    // The slip can be in one of the headings that follow.
    let isElsewhere = headings.indices[(index + 1)...].prefix(Self.slipWindow).contains { later in
      bestReading(of: later, among: known, from: index, after: count).map { $0.faults <= best.faults } ?? false
    }
    return isElsewhere ? nil : best.depth
  }

  /// Returns the best depth for the heading at `index` other than that of its form, and the faults that remain.
  private func bestReading(
    of index: Int, among known: [Int], from start: Int, after count: HeadingCount
  ) -> (depth: Int, faults: Int)? {
    guard let value = value(index) else { return nil }
    var before = count
    for earlier in start..<index { before.add(headings[earlier]) }
    return known.filter { $0 != depth(index) && before.expects(value, at: $0) }
      .map { (depth: $0, faults: faults(from: start, after: count, reading: index, at: $0)) }
      .min { left, right in
        guard left.faults == right.faults else { return left.faults < right.faults }
        let isAlike = { (depth: Int) in headings[index].shape == shape(at: depth, before: index) }
        // Of two depths with as many faults, the one whose headings look like this one, or the inner.
        guard isAlike(left.depth) == isAlike(right.depth) else { return isAlike(left.depth) }
        return left.depth > right.depth
      }
  }

  /// Returns the shape of the nearest heading at `depth` before `index`.
  private func shape(at depth: Int, before index: Int) -> HeadingCandidate.Shape? {
    headings[..<index].suffix(Self.faultWindow).last { $0.relativeDepth == depth }?.shape
  }

  /// Returns the number of counting faults from `start` on if the heading at `index` has this depth.
  private func faults(
    from start: Int, after count: HeadingCount, reading index: Int? = nil, at depth: Int? = nil,
    over window: Int = faultWindow
  ) -> Int {
    var count = count
    count.faults = 0
    let end = min(headings.count, start + window)
    for next in start..<end { count.add(headings[next], at: next == index ? depth : nil) }
    if end == headings.count { count.finish() }
    return count.faults
  }
}

/// Counts the headings of several depths along a draft, and the places where the numbers are not consecutive.
private struct HeadingCount {
  private struct CountedList {
    let depth: Int
    var last: Int
    var highest: Int
    var items = 1
    /// Whether the list has a 1, so that another 1 begins another list.
    var hasBegun: Bool

    init(depth: Int, first: Int) {
      self.depth = depth
      last = first
      highest = first
      hasBegun = first == 1
    }

    /// Adds a further number and returns whether it was due.
    mutating func add(_ value: Int) -> Bool {
      let isExpected = value == last + 1 || value == highest + 1
      items += 1
      last = value
      highest = max(highest, value)
      hasBegun = hasBegun || value == 1
      return isExpected
    }
  }

  /// The depths at which a list continues the numbering of the list before.
  let runsOn: Set<Int>
  private var open: [CountedList] = []
  /// The last numbers of the closed lists, by depth.
  private(set) var closed: [Int: Int] = [:]
  var faults = 0

  init(runsOn: Set<Int>) { self.runsOn = runsOn }

  /// Whether `value` is the next number at `depth`.
  func expects(_ value: Int, at depth: Int) -> Bool {
    let list = open.last { $0.depth <= depth }
    return value == (list?.depth == depth ? (list?.last ?? 0) + 1 : 1)
  }

  /// Counts `heading` at its own depth, or at the depth `other`.
  mutating func add(_ heading: HeadingCandidate, at other: Int? = nil) {
    let depth = other ?? heading.relativeDepth
    while let last = open.last, last.depth > depth || heading.value == nil && last.depth == depth {
      close(open.removeLast())
    }
    guard let value = heading.value else { return }
    if let last = open.last, last.depth == depth {
      guard value == 1, last.hasBegun else {
        if !open[open.count - 1].add(value) { faults += 1 }
        return
      }
      if !heading.isAnnounced { faults += 1 }
      close(open.removeLast())
    } else if value != 1, !(runsOn.contains(depth) && closed[depth] == value - 1) {
      faults += 1
    }
    open.append(CountedList(depth: depth, first: value))
  }

  /// Closes the open lists.
  mutating func finish() {
    while let last = open.popLast() { close(last) }
  }

  private mutating func close(_ list: CountedList) {
    if list.items == 1, !runsOn.contains(list.depth) { faults += 1 }
    closed[list.depth] = list.last
  }
}
