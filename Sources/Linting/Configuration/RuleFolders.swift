import Diagnostics
import RuleEngine
import RuleFiles
import SystemPackage

/// Reads folders of rule files. No symbolic link in them is followed, so that messages cannot quote files outside.
package enum RuleFolderReader {
  /// The most files and folders in a folder of rules. The shipped rules have a hundred.
  static let mostEntries = 2_000
  /// The most bytes in all files. The shipped rules have 0.4 MB.
  static let mostBytesInAll = 16 << 20

  /// Reads all files under `folder`. The rule set decides which of them are rule files.
  package static func read(_ folder: FilePath, isTrusted: Bool = false) throws(Failure) -> RuleFolder {
    let listing = try listing(of: folder)
    if let unreadable = listing.unreadable.first { throw .ruleFolder(unreadable.path, unreadable.error) }
    if let link = listing.links.first { throw .ruleLink(link) }
    if listing.isCutShort {
      throw Failure(
        zh: "\(folder) 不是规则文件夹：超过 \(mostEntries) 个文件",
        en: "\(folder) is no folder of rules: it holds more than \(mostEntries) files")
    }
    // The user can name a symbolic link as the folder; links below it are not followed.
    let top = folder.resolvingSymlinks() ?? folder
    var files: [(path: String, bytes: [UInt8])] = []
    var size = 0
    for path in listing.files {
      let name = path.below(folder)
      let limit = min(YAMLFile.byteLimit, mostBytesInAll - size)
      let bytes = try Result { () throws(Errno) in
        try FileContents.readRegular(top.appending(name), atMost: limit) ?? []
      }.mapError { Failure.ruleFolder(path, $0) }.get()
      size += bytes.count
      files.append((path: name, bytes: bytes))
    }
    return RuleFolder(path: folder.string, files: files, isTrusted: isTrusted)
  }

  private static func listing(of folder: FilePath) throws(Failure) -> FolderListing {
    // Rule files are read even where git ignores them.
    var exclusions = Exclusions()
    exclusions.followsGitignore = false
    return try Result { () throws(Errno) in
      try FolderListing(of: folder, skipping: exclusions, atMost: mostEntries) { _ in true }
    }.mapError { Failure.ruleFolder(folder, $0) }.get()
  }
}

extension Failure {
  /// Returns the error of a symbolic link in place of a rule file, or of a folder of rule files.
  static func ruleLink(_ path: FilePath) -> Failure {
    Failure(zh: "规则 \(path) 是链接，不跟随", en: "\(path) is a link, and rules are not read through links")
  }

  /// Returns the error of a folder of rules, or of a file in it, that cannot be read.
  fileprivate static func ruleFolder(_ path: FilePath, _ errno: Errno) -> Failure {
    switch errno {
    case .tooManySymbolicLinkLevels: ruleLink(path)
    case .fileTooLarge:
      Failure(
        zh: "规则 \(path) 太大：每个最多 \(YAMLFile.byteLimit >> 20) MB，合计最多 \(RuleFolderReader.mostBytesInAll >> 20) MB",
        en: "the rules in \(path) are too large: at most \(YAMLFile.byteLimit >> 20) MB a file"
          + " and \(RuleFolderReader.mostBytesInAll >> 20) MB in all")
    case .noSuchFileOrDirectory: Failure(zh: "没有规则文件夹 \(path)", en: "no such rule folder: \(path)")
    case .notDirectory: Failure(zh: "\(path) 不是文件夹", en: "\(path) is not a folder of rules")
    default: Failure(zh: "规则 \(path) 无法读取：\(errno)", en: "the rules in \(path) cannot be read: \(errno)")
    }
  }
}

extension FilePath {
  /// Returns the path relative to `folder`.
  fileprivate func below(_ folder: FilePath) -> String {
    var path = self
    return path.removePrefix(folder) ? path.string : string
  }
}

/// Decides whose rules can fix drafts without review: the rules in folders that the user trusts. A repository cannot
/// declare its own rules trusted.
///
/// The user declares trust with a command-line option, or in `zhangfa/trust.yaml` in the folder of the user's settings.
package final class RuleTrust {
  private let coversAll: Bool
  private let home: FilePath?
  private let file: FilePath?
  private var folders: [FilePath]?

  /// The file in which the user names trusted folders of rules, relative to the folder of settings.
  private static let fileName: FilePath = "zhangfa/trust.yaml"

  /// Takes what the user trusts.
  ///
  /// - Parameters:
  ///   - coversAll: Whether all rules are trusted.
  ///   - home: The user's home folder, which `~/` in the file stands for.
  ///   - settings: The folder of the user's settings; nil where there is none.
  package init(coversAll: Bool, home: FilePath?, settings: FilePath?) {
    self.coversAll = coversAll
    self.home = home
    file = settings?.pushing(Self.fileName)
  }

  /// Whether the rules in `folder` are trusted.
  ///
  /// - Throws: The fault of the file.
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

  /// Returns the folders in the file that exist.
  private func read() throws(RuleSetError) -> [FilePath] {
    // The user can keep the file elsewhere and link to it.
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
        // Whoever owns the folder or can write to it can put another file there.
        let folder = (try? file.removingLastComponent().stat()) ?? stat
        if [stat, folder].contains(where: { !$0.permissions.isDisjoint(with: [.groupWrite, .otherWrite]) }) {
          fault = .writers
        } else if !stat.hasTrustedOwner {
          fault = .owner
        } else if !folder.hasTrustedOwner {
          fault = .folderOwner
        }
        return fault == nil
      }
    } catch {
      fault = error.readingMessage
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
  fileprivate static let folderOwner = LocalizedText(
    zh: "这个文件所在的文件夹属于别的用户，不能采用", en: "the folder of this file is another user's, so the file cannot count")
  fileprivate static let writers = LocalizedText(
    zh: "别的用户可以写这个文件或所在文件夹，不能采用；请先 chmod go-w",
    en: "others can write to this file or its folder, so it cannot count; chmod go-w first")
  fileprivate static let notAbsolute = LocalizedText(
    zh: "应为绝对路径，或以 ~/ 开头", en: "a path here is absolute or begins with ~/")
}
