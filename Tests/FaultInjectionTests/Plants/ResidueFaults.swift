import DraftText

/// Lines that a download, a conversion or a chat has left in a draft: `residue/*`, from the files of Faults/residue.
struct ResidueFaults: FaultFamily {
  /// The place where a line is inserted.
  enum Position: String, Decodable, Sendable {
    case head, tail, between
    case afterTitle = "after-title"
    /// Inside a paragraph, which the line splits in two.
    case inside
  }

  struct Entry: Decodable, Sendable {
    enum CodingKeys: String, CodingKey, CaseIterable {
      case id, lines, at, note
      case plainText = "plain-text"
    }

    let id: String
    /// The texts, one for each fault. A text can have several lines.
    let lines: [String]
    let at: [Position]
    let plainText: Bool?
    let note: String?
  }

  /// The most places between paragraphs at which a line is inserted in a draft.
  private static let most = 2
  private let entries: [Entry]

  init() throws { entries = try FaultFile.entries(in: "residue") }

  func faults(in draft: Draft, index: Int) -> [Fault] {
    entries.flatMap { entry -> [Fault] in
      if entry.plainText == true, draft.source.format == .markdown { return [] }
      var turn = index
      return entry.at.flatMap { position in
        places(position, in: draft).map { place in
          defer { turn += 1 }
          let line = entry.lines[turn % entry.lines.count]
          let (text, before) = written(line, position)
          let edit = Edit(at: place, text)
          return Fault(entry.id, "\(position.rawValue): \(line)", [edit], at: .written(edit, before))
        }
      }
    }
  }

  private func written(_ line: String, _ position: Position) -> (text: String, start: Int) {
    switch position {
    case .tail, .inside: ("\n\(line)\n", 1)
    case .head, .between, .afterTitle: ("\(line)\n", 0)
    }
  }

  private func places(_ position: Position, in draft: Draft) -> [Int] {
    let document = draft.document
    switch position {
    case .head: return [0]
    case .tail: return [draft.source.utf8.last == 0x0A ? draft.source.utf8.count - 1 : draft.source.utf8.count]
    case .afterTitle: return document.title.last.map { [draft.nextLineStart($0.range.end)] } ?? []
    case .between:
      let starts = document.paragraphs.dropFirst(document.title.count + 2).map { draft.lineStart($0.range.start) }
      return Sample.spread(Array(Set(starts)).sorted(), most: Self.most)
    case .inside:
      let long = document.paragraphs.dropFirst(document.title.count).filter { $0.range.count > 300 }
      return Sample.spread(Array(long), most: Self.most).compactMap { paragraph in
        // In the middle of a word: two characters after the first comma in the second half.
        let utf8 = Array("，".utf8)
        let middle = (paragraph.range.start + paragraph.range.end) / 2
        let comma = (middle..<(paragraph.range.end - 12)).first {
          draft.source.utf8[$0..<($0 + 3)].elementsEqual(utf8)
        }
        return comma.map { $0 + 9 }.flatMap { draft.source.isScalarBorder($0) ? $0 : nil }
      }
    }
  }
}
