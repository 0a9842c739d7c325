import Diagnostics
import DraftText

/// A file of a rule folder: what it says and where it came from.
struct RuleFile: Sendable {
  /// What a file is for, which its place in the folder says.
  enum Role: Hashable {
    case definitions, words, outline, residue, parts
    case profile(id: String)
    case rule(RuleID)
  }

  /// The path below the rule folder.
  let path: String
  private let yaml: YAMLFile
  /// The folder that it was read from; nil for what is part of zhangfa.
  private let folder: String?
  /// Whether it is part of zhangfa itself.
  let isShipped: Bool
  /// Whether what it says may change drafts without anybody's look.
  let isTrusted: Bool

  /// What of a rule is not in ``root``; nil where nothing is kept from it.
  let details: PackedNode?

  /// A file whose text is not at hand.
  init(prepared path: String, root: DataNode, details: PackedNode? = nil) {
    self.path = path
    self.details = details
    yaml = YAMLFile(path: "Rules/" + path, root: root)
    folder = nil
    isShipped = true
    isTrusted = true
  }

  /// Reads a file.
  init(_ file: (path: String, bytes: [UInt8]), in folder: RuleFolder, isShipped: Bool) throws(RuleFileError) {
    let (path, bytes) = file
    let folderPath = folder.path
    let displayPath =
      folderPath.isEmpty ? path : folderPath.hasSuffix("/") ? folderPath + path : "\(folderPath)/\(path)"
    guard Self.role(of: path) != nil else {
      throw RuleFileError(path: displayPath, line: 1, column: 1, message: .misplaced)
    }
    yaml = try YAMLFile(path: displayPath, bytes: bytes)
    self.path = path
    details = nil
    self.folder = isShipped ? nil : folderPath
    self.isShipped = isShipped
    isTrusted = isShipped || folder.isTrusted
  }

  /// The path as the user knows it.
  var displayPath: String { yaml.path }

  var root: DataNode { yaml.root }

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
    case "words": return .words
    case "outline": return .outline
    case "residue": return .residue
    case "parts": return .parts
    default: return nil
    }
  }

  /// An error of this file.
  func error(_ error: NodeError) -> RuleFileError { yaml.error(error) }
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
