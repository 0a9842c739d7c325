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
  private let yaml: YAMLFile
  /// The folder from which it was read; nil for a file that is part of zhangfa.
  private let folder: String?
  /// Whether it was checked when zhangfa was built.
  package let isChecked: Bool
  /// Whether its rules may change drafts without review.
  package let isTrusted: Bool

  /// Makes a shipped file that was read when zhangfa was built; its text is not available.
  package init(checked path: String, root: DataNode) {
    self.path = path
    yaml = YAMLFile(path: "Rules/" + path, root: root)
    folder = nil
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
    self.folder = isShipped ? nil : folderPath
    isChecked = false
    isTrusted = isShipped || folder.isTrusted
  }

  /// Whether it is part of zhangfa itself.
  package var isShipped: Bool { folder == nil }

  /// The path for messages to the user.
  package var displayPath: String { yaml.path }

  package var root: DataNode { yaml.root }

  /// The origin of the rules in this file.
  package var origin: RuleOrigin { RuleOrigin(path: displayPath, folder: folder) }

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

  /// Returns `error` with the path and the text of this file.
  package func error(_ error: NodeError) -> RuleFileError { yaml.error(error) }

  /// Returns the error with this number for this file; see ``YAMLFile/error(_:number:)``.
  func error(_ error: NodeError, number: Int) -> RuleFileError { yaml.error(error, number: number) }
}

extension Substring.UTF8View {
  /// Whether it can be a part of a rule's id: lower-case letters, digits and hyphens.
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

/// The keys of files that are merged by name: a later file replaces single keys of earlier files.
package struct MergedKeys {
  /// A key with its value and the file that it comes from.
  package struct Field {
    package let entry: DataNode.Entry
    package let file: RuleFile
  }

  /// The fields by key.
  package private(set) var fields: [String: Field] = [:]
  /// The files, earlier ones first.
  package let files: [RuleFile]

  /// Merges `files`; a file that is not a mapping is reported.
  package init(_ files: [RuleFile], log: ErrorLog) {
    self.files = files
    for file in files {
      guard let entries = file.root.entries else {
        log.report(file.root.typeError(expected: .mapping), in: file)
        continue
      }
      for entry in entries { fields[entry.key] = Field(entry: entry, file: file) }
    }
  }

  /// Reports the keys that are not in `known`.
  package func reportUnknownKeys(known: [String], log: ErrorLog) {
    let unknown = fields.filter { !known.contains($0.key) }
    let inOrder = unknown.sorted { one, other in
      let (one, other) = (one.value.entry.keyPosition, other.value.entry.keyPosition)
      return (one.line, one.column) < (other.line, other.column)
    }
    for (key, field) in inOrder {
      log.report(NodeError(unknownName(key, of: .key, known: known), at: field.entry.keyPosition), in: field.file)
    }
  }
}

/// The files of a rule set, grouped by purpose.
package struct FilesByRole {
  package private(set) var definitions: [RuleFile] = []
  package private(set) var words: [RuleFile] = []
  package private(set) var outline: [RuleFile] = []
  package private(set) var residue: [RuleFile] = []
  package private(set) var parts: [RuleFile] = []
  package private(set) var compare: [RuleFile] = []
  private var profilesByID: [String: RuleFile] = [:]
  private var rulesByID: [RuleID: RuleFile] = [:]

  /// Groups `files`. If files are replaced as a whole, later ones replace earlier ones.
  package init(_ files: [RuleFile]) {
    for file in files {
      switch file.role {
      case .definitions: definitions.append(file)
      case .words: words.append(file)
      case .outline: outline.append(file)
      case .residue: residue.append(file)
      case .parts: parts.append(file)
      case .compare: compare.append(file)
      case .profile(let id): profilesByID[id] = file
      case .rule(let id): rulesByID[id] = file
      case nil: break
      }
    }
  }

  /// Whether everything that trusted rules share is trusted: the words, the grammar, residue, parts, profiles, and each
  /// definition that a trusted file makes. Trusted rules do not use other definitions.
  package var groundIsTrusted: Bool {
    let shared = words + outline + residue + parts + Array(profilesByID.values)
    let trusted = Set(definitions.filter(\.isTrusted).flatMap { $0.root.entries ?? [] }.map(\.key))
    return shared.allSatisfy(\.isTrusted)
      && definitions.allSatisfy { file in
        file.isTrusted || (file.root.entries ?? []).allSatisfy { !trusted.contains($0.key) }
      }
  }

  /// The profile files, by id.
  package var profiles: [(id: String, file: RuleFile)] {
    profilesByID.sorted { $0.key < $1.key }.map { (id: $0.key, file: $0.value) }
  }

  /// The names of all parts, including those of single profiles.
  package var partNames: [String] {
    let shared = parts.map(\.root)
    let own = profilesByID.values.compactMap { $0.root.value(of: "own-parts") }
    return Set((shared + own).flatMap { $0.entries ?? [] }.map(\.key)).sorted()
  }

  /// The rule files, by id.
  package var rules: [(id: RuleID, file: RuleFile)] {
    rulesByID.sorted { $0.key < $1.key }.map { (id: $0.key, file: $0.value) }
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
