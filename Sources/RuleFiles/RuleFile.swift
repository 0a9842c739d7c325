import Diagnostics
import DraftText

/// A file of a rule folder, with its content and its origin.
package struct RuleFile: Sendable {
  /// The purpose of a file, given by its path in the folder.
  package enum Role: Hashable {
    case definitions, words, outline, residue, parts, compare
    case profile(id: String)
    case rule(RuleID)
  }

  /// The path below the rule folder.
  package let path: String
  let yaml: YAMLFile
  /// The origin of the rules in it.
  package let origin: RuleOrigin
  /// Whether it was checked when zhangfa was built.
  package let isChecked: Bool
  /// Whether its rules may change drafts without review.
  package let isTrusted: Bool

  /// Makes a shipped file that was read when zhangfa was built; its text is not available.
  package init(checked path: String, root: DataNode) {
    self.path = path
    yaml = YAMLFile(path: "Rules/" + path, root: root)
    origin = RuleOrigin(path: yaml.path, folder: nil)
    isChecked = true
    isTrusted = true
  }

  /// Reads a file.
  ///
  /// - Parameter isShipped: Whether the file is to become part of zhangfa.
  package init(_ file: (path: String, bytes: [UInt8]), in folder: RuleFolder, isShipped: Bool) throws(RuleFileError) {
    let (path, bytes) = file
    let folderPath = folder.path
    let displayPath =
      folderPath.isEmpty ? path : folderPath.hasSuffix("/") ? folderPath + path : "\(folderPath)/\(path)"
    guard Self.role(of: path) != nil else {
      throw RuleFileError(path: displayPath, line: 1, column: 1, message: .misplaced)
    }
    yaml = try YAMLFile(path: displayPath, bytes: bytes)
    self.path = path
    origin = RuleOrigin(path: displayPath, folder: isShipped ? nil : folderPath)
    isChecked = false
    isTrusted = isShipped || folder.isTrusted
  }

  /// Whether it is part of zhangfa itself.
  package var isShipped: Bool { origin.isShipped }

  /// The path for messages to the user.
  package var displayPath: String { origin.path }

  package var root: DataNode { yaml.root }

  /// The purpose of the file; nil if its path is not a known one.
  package var role: Role? { Self.role(of: path) }

  /// Whether the file at `path` is ignored: README.md, or a hidden file.
  package static func isIgnored(_ path: String) -> Bool {
    let names = path.split(separator: "/")
    return names.contains { $0.hasPrefix(".") } || names.last == "README.md"
  }

  package static func role(of path: String) -> Role? {
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
    case "compare": return .compare
    default: return nil
    }
  }
}

/// The files of a rule folder, read by the caller.
package struct RuleFolder: Sendable {
  /// The folder as the user named it; error messages begin with this path.
  package let path: String
  /// The files at any depth: the path below the folder, with `/` between its components, and the bytes.
  package let files: [(path: String, bytes: [UInt8])]
  /// Whether the user allows its rules to fix drafts without review; a repository cannot allow that for itself.
  package let isTrusted: Bool

  /// Takes the files of the folder at `path`, in any order. README.md and hidden files are ignored.
  package init(path: String, files: [(path: String, bytes: [UInt8])], isTrusted: Bool = false) {
    self.path = path
    self.files = files
    self.isTrusted = isTrusted
  }

  /// Reads the files that are not ignored, and reports those that cannot be read.
  ///
  /// - Parameter isShipped: Whether the files are to become part of zhangfa.
  package func read(isShipped: Bool = false, _ log: ErrorLog) -> [RuleFile] {
    let sources = files.filter { !RuleFile.isIgnored($0.path) }.sorted { $0.path < $1.path }
    var read: [RuleFile] = []
    for file in sources {
      do throws(RuleFileError) {
        read.append(try RuleFile(file, in: self, isShipped: isShipped))
      } catch {
        log.report(error)
      }
    }
    return read
  }
}

/// The origin of a rule, a profile or a part.
package struct RuleOrigin: Hashable, Sendable {
  /// The file path for messages to the user; `Rules/…` for a file that is part of zhangfa.
  package let path: String
  /// The folder from which it was read; nil for a file that is part of zhangfa.
  package let folder: String?

  /// Whether it is part of zhangfa.
  package var isShipped: Bool { folder == nil }
}

extension Substring.UTF8View {
  /// Whether it can be a part of a rule's id: lower-case letters, digits and hyphens.
  fileprivate var isRuleName: Bool {
    !isEmpty && allSatisfy { $0.isLetter && $0 >= UInt8(ascii: "a") || $0.isDigit || $0 == UInt8(ascii: "-") }
  }
}

extension LocalizedText {
  fileprivate static var misplaced: LocalizedText {
    .init(
      zh: "这里不能有这个文件；规则的路径为 类别/名称.yaml，只用小写字母、数字和连字符",
      en: "this file does not belong here; a rule is CATEGORY/NAME.yaml in small letters, digits and hyphens")
  }
}
