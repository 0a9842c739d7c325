import Diagnostics
import DraftText

/// A file of a rule folder: what it says and where it came from.
struct RuleFile: Sendable {
  /// What a file is for, which its place in the folder says.
  enum Role: Hashable {
    case definitions, outline, residue, parts
    case profile(id: String)
    case rule(RuleID)
  }

  /// The path below the rule folder.
  let path: String
  /// The path as the user knows it.
  let displayPath: String
  let root: DataNode
  /// The folder that it was read from; nil for what is part of zhangfa.
  private let folder: String?
  /// Whether it is part of zhangfa itself.
  let isShipped: Bool
  /// The lines of the text; empty for a prepared file.
  private let lines: [Substring]

  /// A file whose text is not at hand.
  init(prepared path: String, root: DataNode) {
    self.path = path
    displayPath = "Rules/" + path
    folder = nil
    self.root = root
    isShipped = true
    lines = []
  }

  /// Reads a file.
  init(path: String, folder: String, bytes: [UInt8], isShipped: Bool) throws(RuleFileError) {
    let displayPath = folder.isEmpty ? path : folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
    guard Self.role(of: path) != nil else {
      throw RuleFileError(path: displayPath, line: 1, column: 1, message: .misplaced)
    }
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let text = String(validating: bytes[start...], as: UTF8.self) else {
      throw Self.invalidUTF8(in: bytes, path: displayPath)
    }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    do {
      root = try YAMLReader.read(text)
    } catch {
      throw RuleFileError(error, path: displayPath, lines: lines)
    }
    self.path = path
    self.displayPath = displayPath
    self.folder = isShipped ? nil : folder
    self.isShipped = isShipped
    self.lines = lines
  }

  /// Where what it says is written.
  var origin: RuleOrigin { RuleOrigin(path: displayPath, folder: folder) }

  /// What the file is for. Nil where its path says nothing that is known.
  var role: Role? { Self.role(of: path) }

  /// Whether the file at `path` is none of ours: README.md, or hidden.
  static func isIgnored(_ path: String) -> Bool {
    let names = path.split(separator: "/")
    return names.contains { $0.hasPrefix(".") } || names.last == "README.md"
  }

  static func role(of path: String) -> Role? {
    let ending = ".yaml"
    guard path.utf8.suffix(ending.utf8.count).elementsEqual(ending.utf8) else { return nil }
    let name = path.utf8.dropLast(ending.utf8.count)
    let parts = name.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy(\.isRuleName) else { return nil }
    switch Substring(parts[0]) {
    case "profiles" where parts.count == 2: return .profile(id: String(Substring(parts[1])))
    case _ where parts.count == 2: return .rule(RuleID(String(Substring(name))))
    case "definitions": return .definitions
    case "outline": return .outline
    case "residue": return .residue
    case "parts": return .parts
    default: return nil
    }
  }

  /// An error of this file.
  func error(_ error: NodeError) -> RuleFileError { RuleFileError(error, path: displayPath, lines: lines) }

  private static func invalidUTF8(in bytes: [UInt8], path: String) -> RuleFileError {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var text = ""
    decoding: while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): text.unicodeScalars.append(scalar)
      case .emptyInput, .error: break decoding
      }
    }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let position = LinePosition(line: lines.count, column: (lines.last?.unicodeScalars.count ?? 0) + 1)
    return RuleFileError(
      NodeError(.init(zh: "文件不是 UTF-8 编码", en: "the file is not UTF-8"), at: position), path: path, lines: lines)
  }
}

extension Substring.UTF8View {
  /// Whether it can be a part of a rule's id: small letters, digits and hyphens.
  fileprivate var isRuleName: Bool {
    !isEmpty
      && allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
      }
  }
}

extension LocalizedText {
  fileprivate static var misplaced: LocalizedText {
    .init(
      zh: "这里不能有这个文件；规则的路径为 类别/名称.yaml，只用小写字母、数字和连字符",
      en: "this file does not belong here; a rule is CATEGORY/NAME.yaml in small letters, digits and hyphens")
  }
}

extension RuleFileError {
  /// Puts the error of a value into its file. Without the lines of the file it points to the value as a whole.
  fileprivate init(_ error: NodeError, path: String, lines: [Substring]) {
    let number = error.position.line
    guard lines.indices.contains(number - 1) else {
      self.init(path: path, line: number, column: error.position.column, message: error.message)
      return
    }
    let line = String(lines[number - 1])
    let column = error.position.column + columns(to: error.offset, inScalarAt: error.position.column, of: line)
    self.init(
      path: path, line: number, column: column, message: error.message,
      excerpt: Excerpt.text(line: line, column: column))
  }
}

/// How many code points lie between the beginning of a YAML scalar and the place of byte `offset` of its value.
///
/// - Returns: 0 where that cannot be told, as in a scalar of several lines, or a double-quoted one with escapes.
private func columns(to offset: Int, inScalarAt column: Int, of line: String) -> Int {
  let text = Array(line.unicodeScalars.dropFirst(column - 1))
  guard offset > 0, let first = text.first, first != "|", first != ">" else { return 0 }
  let isQuoted = first == "'" || first == "\""
  var index = isQuoted ? 1 : 0
  var bytes = 0
  while bytes < offset, index < text.count {
    if first == "\"", text[index] == "\\" || text[index] == "\"" { return 0 }
    if first == "'", text[index] == "'" {
      // A quotation mark inside is written twice.
      guard index + 1 < text.count, text[index + 1] == "'" else { return 0 }
      index += 1
    }
    bytes += UTF8.width(text[index])
    index += 1
  }
  return bytes == offset ? index : 0
}
