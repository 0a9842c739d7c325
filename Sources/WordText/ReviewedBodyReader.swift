import Archive
import DraftText

/// Reads the main part as ``BodyReader`` does, and also records the changes and comments of reviewers.
final class ReviewedBodyReader: XMLHandler {
  let body: BodyReader
  /// The numbers of the comments of others.
  private let comments: Set<String>
  private var found: [Trace] = []
  private var depth = 0
  /// The open changes, with their indices in ``found``.
  private var openChanges: [(depth: Int, trace: Int)] = []
  private var openComments: [String: Int] = [:]

  /// The most traces that are recorded: one is enough to report that there are some.
  private static let mostTraces = 10_000

  /// A change or comment of a reviewer, from one place to another.
  private struct Trace {
    var kind: Kind
    var start: Place
    var end: Place
  }

  private enum Kind {
    case change, deletion, comment
  }

  /// A place in the text of a paragraph.
  private struct Place {
    var paragraph: Int
    var offset: Int
  }

  /// - Parameter comments: The numbers of the comments to record.
  init(_ body: BodyReader, comments: Set<String>) {
    self.body = body
    self.comments = comments
  }

  var isFull: Bool { body.isFull }

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    depth += 1
    if marks.contains(name.local), name.wordNamespace == .word { take(name.local, attributes) }
    body.start(name, attributes)
  }

  func end() {
    body.end()
    if let last = openChanges.last, last.depth == depth {
      found[last.trace].end = place
      openChanges.removeLast()
    }
    depth -= 1
  }

  func text(_ utf8: UnsafeBufferPointer<UInt8>) { body.text(utf8) }

  /// The end of the text so far.
  private var place: Place {
    Place(paragraph: max(0, body.paragraphs.count - 1), offset: body.paragraphs.last?.text.count ?? 0)
  }

  private func take(_ name: String, _ attributes: XMLAttributes) {
    guard found.count < Self.mostTraces else { return }
    guard name.hasPrefix("comment") else {
      if attributes["author"] == ownAuthor { return }
      openChanges.append((depth, found.count))
      found.append(Trace(kind: ["del", "moveFrom"].contains(name) ? .deletion : .change, start: place, end: place))
      return
    }
    guard let id = attributes["id"], comments.contains(id) else { return }
    if name == "commentRangeEnd" {
      if let open = openComments[id] { found[open].end = place }
    } else if openComments[id] == nil {
      openComments[id] = found.count
      found.append(Trace(kind: .comment, start: place, end: place))
    }
  }

  // MARK: In the text

  /// Returns what was found, with the places in the text that `places` gives.
  func traces(_ places: BodyPlaces) -> ReviewTraces {
    let traces = found.map { trace in
      let start = places.offset(trace.start.paragraph, trace.start.offset)
      let end = places.offset(trace.end.paragraph, trace.end.offset)
      return (kind: trace.kind, range: TextRange(start, max(start, end)))
    }
    return ReviewTraces(
      // A program can write one change in several pieces.
      changes: traces.filter { $0.kind != .comment }.map(\.range).merged(touching: true),
      deletions: traces.filter { $0.kind == .deletion }.map(\.range.start).sorted(),
      comments: traces.filter { $0.kind == .comment }.map(\.range).sorted())
  }
}

/// The elements of changes, including changes of format, and of comments.
private let marks: Set<String> = [
  "ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "pPrChange", "rPrChange", "sectPrChange",
  "tblPrChange", "tcPrChange", "trPrChange", "commentRangeStart", "commentRangeEnd", "commentReference",
]
