import Diagnostics
import RuleEngine
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
