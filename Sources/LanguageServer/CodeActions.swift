import Diagnostics
import DraftOutline
import DraftText
import Linting
import Reporting
import SystemPackage

/// The code actions for the findings at a place. The server only offers them: the editor makes the changes.
struct CodeActions: Bilingual {
  /// The kinds of code actions.
  enum Kind: String, CaseIterable {
    case quickFix = "quickfix"
    case fixAll = "source.fixAll.zhangfa"

    /// Whether a client that wants the kinds `wanted` wants this kind: a kind includes those that begin with its name.
    func isWanted(_ wanted: [String]?) -> Bool {
      wanted?.contains { rawValue == $0 || rawValue.hasPrefix($0 + ".") } ?? true
    }
  }

  let document: OpenDocument
  let check: DocumentCheck
  let text: CountedText
  let writer: FindingWriter
  let edits: EditWriter
  /// Returns the text of a file, from the editor where the file is open there.
  let contents: (FilePath) -> String?

  var language: Language { check.language }

  /// Returns the code actions for the selected range.
  func json(_ params: ActionParams) -> JSON {
    let selection = text.range(of: params.range)
    let findings = check.result.diagnostics.filter { $0.range.touches(selection) }
    var actions: [JSON] = []
    if Kind.quickFix.isWanted(params.context.only) {
      actions += findings.compactMap(fix) + findings.compactMap(suppression) + acceptances(of: findings, selection)
    }
    // Not offered with every move of the cursor: to apply all fixes takes several checks.
    let isAsked = params.context.only != nil || params.context.triggerKind != 2
    if isAsked, Kind.fixAll.isWanted(params.context.only) { actions += [fixAll].compactMap(\.self) }
    return .array(actions)
  }

  private func action(
    _ title: String, _ kind: Kind, _ edit: JSON, about finding: Diagnostic? = nil, isPreferred: Bool = false
  ) -> JSON {
    [
      "title": .string(title), "kind": .string(kind.rawValue), "edit": edit, "isPreferred": isPreferred ? true : nil,
      "diagnostics": finding.map { [writer.json($0, check)] },
    ]
  }

  private func fix(of finding: Diagnostic) -> JSON? {
    guard let fix = finding.fix, !fix.edits.isEmpty else { return nil }
    return action(
      fix.offer(in: check.language), .quickFix, edits.change(document, fix.edits), about: finding,
      isPreferred: fix.applicability == .safe)
  }

  /// An action that applies the fixes of `--fix`; nil where there are none.
  private var fixAll: JSON? {
    guard check.result.diagnostics.contains(where: { $0.fix?.applicability == .safe }),
      let fixed = try? Fixer(check.linter).fix(document.source), fixed.ending != .endless, fixed.count > 0
    else { return nil }
    let title = say("改好所有有把握的地方（\(fixed.count) 处）", "Apply all safe fixes (\(fixed.count))")
    return action(title, .fixAll, edits.change(document, fixed.edits))
  }

  // MARK: Suppression

  /// Returns an action that inserts a comment line above the block where the finding begins; only Markdown has
  /// comments.
  private func suppression(of finding: Diagnostic) -> JSON? {
    guard document.source.format.features.hasComments else { return nil }
    let lines = document.source.lines
    var line = lines.line(at: finding.range.start)
    let top = lastLineOfFrontMatter + 1
    while line > top, !endsBlock(line), !endsBlock(line - 1) { line -= 1 }
    let start = lines.range(ofLine: line).start
    // A comment with another indent would end the list item that holds the block.
    let indent = document.source[document.source.head(of: lines.range(ofLine: line)) { $0 == " " || $0 == "\t" }]
    let comment =
      "\(indent)<!-- \(SuppressionComment.Directive.next.rawValue) \(finding.ruleID) -->\(document.source.lineEnd)"
    return action(
      say("此处不再报 \(finding.ruleID)", "Suppress \(finding.ruleID) here"), .quickFix,
      edits.change(document, [Edit(TextRange(start, start), comment)]), about: finding)
  }

  /// Whether no block goes on behind `line`: it is blank, or a heading.
  private func endsBlock(_ line: Int) -> Bool { isBlank(line) || isHeading(line) }

  /// The last line of the front matter, which must stay at the top; 0 without front matter.
  private var lastLineOfFrontMatter: Int {
    guard let first = check.result.document.reflowed.original.structure.first, first.kind == .markup,
      first.range.start == 0, ["---", "+++"].contains(where: { document.source.utf8.starts(with: $0.utf8) })
    else { return 0 }
    return document.source.lines.line(at: first.range.end - 1)
  }

  private func isBlank(_ line: Int) -> Bool {
    let range = document.source.lines.range(ofLine: line)
    return document.source.utf8[range.start..<range.end].allSatisfy { $0 <= 0x20 }
  }

  private func isHeading(_ line: Int) -> Bool {
    document.source.isMarkdownHeading(document.source.lines.range(ofLine: line))
  }

  // MARK: Accepted words

  /// The length of the longest word, in characters. Longer text is a sentence.
  private static let longestWord = 40

  /// Returns actions that add a word to the configuration: the selected text around a finding, or the text of the
  /// finding.
  private func acceptances(of findings: [Diagnostic], _ selection: TextRange) -> [JSON] {
    var offered: Set<String> = []
    return findings.filter { !$0.ruleID.isAboutStructure && !$0.range.isEmpty }
      .compactMap { finding in
        let isSelected = selection.contains(finding.range) && selection.count > finding.range.count
        let word = document.source[isSelected ? selection : finding.range]
        // A single character, or XX, would be accepted in all places.
        guard 2...Self.longestWord ~= word.count, word.contains(where: { $0.isLetter && !"XxＸｘ".contains($0) }),
          word == printable(word), offered.insert(word).inserted, let edit = acceptance(of: word)
        else { return nil }
        let title = say("“\(word)”没有错，写入 .zhangfa.yaml", "“\(word)” is right: add it to .zhangfa.yaml")
        return action(title, .quickFix, edit, about: finding)
      }
  }

  private func acceptance(of word: String) -> JSON? {
    guard let configuration = try? writer.workspace.configuration(for: document) else {
      guard edits.canCreateFiles, let path = writer.workspace.placeOfConfiguration(for: document),
        contents(path) == nil, let edit = AcceptedWordEdit(word, in: "", at: path)
      else { return nil }
      return edits.newFile(path.uri, edit.edit.text)
    }
    guard let text = contents(configuration.path),
      let edit = AcceptedWordEdit(word, in: text, at: configuration.path)
    else { return nil }
    let counted = CountedText(source: edit.source, encoding: self.text.encoding)
    let place = TextRange(edit.edit.offset, edit.edit.offset)
    return edits.change(configuration.path.uri, version: nil, [Edit(place, edit.edit.text)], counted)
  }
}

/// Writes changes in the form that the client supports.
struct EditWriter {
  private let encoding: PositionEncoding
  private let hasVersions: Bool
  /// Whether a change can create a file.
  let canCreateFiles: Bool

  init(_ encoding: PositionEncoding, _ client: ClientCapabilities.Edits?) {
    self.encoding = encoding
    hasVersions = client?.documentChanges ?? false
    canCreateFiles = hasVersions && client?.resourceOperations?.contains("create") ?? false
  }

  /// Returns a change that makes `edits` in the current version of an open document.
  func change(_ document: OpenDocument, _ edits: [Edit]) -> JSON {
    change(
      document.uri, version: document.version, edits, CountedText(source: document.source, encoding: encoding))
  }

  /// Returns a change that makes `edits` in the document at `uri`, whose text is `text`.
  func change(_ uri: String, version: Int?, _ edits: [Edit], _ text: CountedText) -> JSON {
    let changes = JSON.array(
      edits.map { ["range": text.json($0.range), "newText": .string($0.replacement)] })
    guard hasVersions else { return ["changes": .object([uri: changes])] }
    return [
      "documentChanges": [
        ["textDocument": ["uri": .string(uri), "version": version.map(JSON.number) ?? .null], "edits": changes]
      ]
    ]
  }

  /// Returns a change that creates a file with `text`. It fails as a whole if the file exists by then.
  func newFile(_ uri: String, _ text: String) -> JSON {
    let start = Position(line: 0, character: 0).json
    return [
      "documentChanges": [
        ["kind": "create", "uri": .string(uri)],
        [
          "textDocument": ["uri": .string(uri), "version": .null],
          "edits": [["range": ["start": start, "end": start], "newText": .string(text)]],
        ],
      ]
    ]
  }
}

extension TextRange {
  /// Whether the two ranges overlap or touch: a cursor stands between characters.
  func touches(_ other: TextRange) -> Bool { start <= other.end && other.start <= end }
}
