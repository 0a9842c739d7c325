import Diagnostics
import RuleEngine
import RuleFiles
import SystemPackage

/// A folder of rules that cannot be read.
package struct RuleFolderError: ExplainedError, Hashable {
  /// What is wrong.
  package enum Reason: Hashable, Sendable {
    /// A link where a rule file or a folder of them should be.
    case link
    /// More files and folders than ``RuleFolderReader/mostEntries``.
    case tooManyFiles
    /// A file of more than ``YAMLFile/byteLimit`` bytes, or one with which all become more than
    /// ``RuleFolderReader/mostBytesInAll``.
    case tooLarge
    /// What the system reports.
    case system(Errno)
  }

  /// The folder, or the file in it.
  package let path: FilePath
  /// What is wrong with it.
  package let reason: Reason

  init(_ path: FilePath, _ reason: Reason) {
    self.path = path
    self.reason = reason
  }

  init(_ path: FilePath, _ errno: Errno) {
    switch errno {
    case .tooManySymbolicLinkLevels: self.init(path, .link)
    case .fileTooLarge: self.init(path, .tooLarge)
    default: self.init(path, .system(errno))
    }
  }

  /// What to tell the user.
  package var message: LocalizedText {
    switch reason {
    case .link:
      LocalizedText(zh: "规则 \(path) 是链接，不跟随", en: "\(path) is a link, and rules are not read through links")
    case .tooManyFiles:
      LocalizedText(
        zh: "\(path) 不是规则文件夹：超过 \(RuleFolderReader.mostEntries) 个文件",
        en: "\(path) is no folder of rules: it holds more than \(RuleFolderReader.mostEntries) files")
    case .tooLarge:
      LocalizedText(
        zh: "规则 \(path) 太大：每个最多 \(YAMLFile.byteLimit >> 20) MB，合计最多 \(RuleFolderReader.mostBytesInAll >> 20) MB",
        en: "the rules in \(path) are too large: at most \(YAMLFile.byteLimit >> 20) MB a file"
          + " and \(RuleFolderReader.mostBytesInAll >> 20) MB in all")
    case .system(.noSuchFileOrDirectory):
      LocalizedText(zh: "没有规则文件夹 \(path)", en: "no such rule folder: \(path)")
    case .system(.notDirectory): LocalizedText(zh: "\(path) 不是文件夹", en: "\(path) is not a folder of rules")
    case .system(let errno):
      LocalizedText(zh: "规则 \(path) 无法读取：\(errno)", en: "the rules in \(path) cannot be read: \(errno)")
    }
  }
}

/// Reads folders of rule files. Links in them are not followed, so that nothing is read, and quoted in messages, that lies elsewhere.
package enum RuleFolderReader {
  /// Files and folders in a folder of rules; the shipped ones are a hundred.
  static let mostEntries = 2_000
  /// Bytes of all files; the shipped ones have 0.4 MB.
  static let mostBytesInAll = 16 << 20

  /// All files under `folder`; which of them are rule files is for the rule set to say.
  package static func read(_ folder: FilePath, isTrusted: Bool = false) throws(RuleFolderError) -> RuleFolder {
    let listing = try listing(of: folder)
    if let unreadable = listing.unreadable.first { throw RuleFolderError(unreadable.path, unreadable.error) }
    if let link = listing.links.first { throw RuleFolderError(link, .link) }
    if listing.isCutShort { throw RuleFolderError(folder, .tooManyFiles) }
    // A link that the user names is the user's choice; below it none is followed.
    let top = folder.resolvingSymlinks() ?? folder
    var files: [(path: String, bytes: [UInt8])] = []
    var size = 0
    for path in listing.files {
      do throws(Errno) {
        let name = path.below(folder)
        let limit = min(YAMLFile.byteLimit, mostBytesInAll - size)
        let bytes = try FileContents.readRegular(top.appending(name), atMost: limit) ?? []
        size += bytes.count
        files.append((path: name, bytes: bytes))
      } catch {
        throw RuleFolderError(path, error)
      }
    }
    return RuleFolder(path: folder.string, files: files, isTrusted: isTrusted)
  }

  private static func listing(of folder: FilePath) throws(RuleFolderError) -> FolderListing {
    do throws(Errno) {
      // Rules that git ignores are rules.
      var exclusions = Exclusions()
      exclusions.followsGitignore = false
      return try FolderListing(of: folder, passingOver: exclusions, atMost: mostEntries) { _ in true }
    } catch {
      throw RuleFolderError(folder, error)
    }
  }
}

extension FilePath {
  /// The path from `folder` on.
  fileprivate func below(_ folder: FilePath) -> String {
    var path = self
    return path.removePrefix(folder) ? path.string : string
  }
}

/// Whose rules may repair drafts without anybody's look: those of the folders that the user names, not what a repository
/// says of itself.
///
/// The user's own word is an option of the command line, or `zhangfa/trust.yaml` in the folder of the user's settings.
package final class RuleTrust {
  private let coversAll: Bool
  private let home: FilePath?
  private let file: FilePath?
  private var folders: [FilePath]?

  /// Where the user names folders of rules, in the folder of settings.
  private static let fileName: FilePath = "zhangfa/trust.yaml"

  /// Trusts what the user names.
  ///
  /// - Parameters:
  ///   - coversAll: Whether that is all rules.
  ///   - home: The user's home folder, which `~/` in the file stands for.
  ///   - settings: The folder of the user's settings; nil where there is none.
  package init(coversAll: Bool, home: FilePath?, settings: FilePath?) {
    self.coversAll = coversAll
    self.home = home
    file = settings?.pushing(Self.fileName)
  }

  /// Whether the rules in `folder` are trusted.
  ///
  /// - Throws: What is wrong with the file.
  package func covers(_ folder: FilePath) throws(RuleSetError) -> Bool {
    if coversAll { return true }
    if folders == nil { folders = try read() }
    guard let trusted = folders, !trusted.isEmpty, let folder = folder.resolvingSymlinks() else { return false }
    return trusted.contains { folder.starts(with: $0) }
  }

  private struct Keys: Decodable {
    let rules: [Located<String>]

    enum CodingKeys: String, CodingKey, CaseIterable { case rules }
  }

  /// The folders that the file names and that are there.
  private func read() throws(RuleSetError) -> [FilePath] {
    // Its owner may keep it elsewhere and link to it.
    guard let file = file?.resolvingSymlinks() else { return [] }
    let yaml: YAMLFile
    do throws(RuleFileError) {
      guard let bytes = try contents(of: file) else { return [] }
      yaml = try YAMLFile(path: file.string, bytes: bytes)
    } catch {
      throw RuleSetError([error])
    }
    return try yaml.decode(Keys.self).rules.map { (named) throws(RuleSetError) in
      guard let path = absolute(named.value) else {
        throw RuleSetError([yaml.error(NodeError(.notAbsolute, at: named.position))])
      }
      return path.resolvingSymlinks()
    }.compactMap(\.self)
  }

  private func contents(of file: FilePath) throws(RuleFileError) -> [UInt8]? {
    var fault: LocalizedText?
    let bytes: [UInt8]?
    do throws(Errno) {
      bytes = try FileContents.readRegular(file, atMost: YAMLFile.byteLimit) { stat in
        if !User.current.trustsOwner(of: stat) { fault = .owner }
        // Whoever may write to the folder can put another file there.
        let folder = try? file.removingLastComponent().stat()
        for stat in [stat, folder ?? stat] where !stat.permissions.isDisjoint(with: [.groupWrite, .otherWrite]) {
          fault = .writers
        }
        return fault == nil
      }
    } catch {
      fault = DraftError(error).message
      bytes = nil
    }
    if let fault { throw RuleFileError(path: file.string, line: 1, column: 1, message: fault) }
    return bytes
  }

  private func absolute(_ name: String) -> FilePath? {
    if name.hasPrefix("~/") { return home?.pushing(FilePath(String(name.dropFirst(2)))) }
    let path = FilePath(name)
    return path.isAbsolute ? path : nil
  }
}

extension LocalizedText {
  fileprivate static let owner = LocalizedText(
    zh: "这个文件属于别的用户，不能采用", en: "this file is another user's, so it cannot count")
  fileprivate static let writers = LocalizedText(
    zh: "别的用户可以写这个文件或所在文件夹，不能采用；请先 chmod go-w",
    en: "others can write to this file or its folder, so it cannot count; chmod go-w first")
  fileprivate static let notAbsolute = LocalizedText(
    zh: "应为绝对路径，或以 ~/ 开头", en: "a path here is absolute or begins with ~/")
}
