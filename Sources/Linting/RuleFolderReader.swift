import Diagnostics
import RuleEngine
import SystemPackage

/// A folder of rules that cannot be read.
package struct RuleFolderError: Error, Hashable, Sendable {
  /// The folder, or the file in it.
  package let path: FilePath
  /// What the system reports.
  package let errno: Errno

  /// What to tell the user.
  package var message: LocalizedText {
    switch errno {
    case .noSuchFileOrDirectory: LocalizedText(zh: "没有规则文件夹 \(path)", en: "no such rule folder: \(path)")
    case .notDirectory: LocalizedText(zh: "\(path) 不是文件夹", en: "\(path) is not a folder of rules")
    default: LocalizedText(zh: "规则 \(path) 无法读取：\(errno)", en: "the rules in \(path) cannot be read: \(errno)")
    }
  }
}

/// Reads folders of rule files.
package enum RuleFolderReader {
  /// All files under `folder`; which of them are rule files is for the rule set to say.
  package static func read(_ folder: FilePath) throws(RuleFolderError) -> RuleFolder {
    let listing: FolderListing
    do throws(Errno) {
      // Rules that git ignores are rules.
      var exclusions = Exclusions()
      exclusions.followsGitignore = false
      listing = try FolderListing(of: folder, passingOver: exclusions) { _ in true }
    } catch {
      throw RuleFolderError(path: folder, errno: error)
    }
    if let unreadable = listing.unreadable.first {
      throw RuleFolderError(path: unreadable.path, errno: unreadable.error)
    }
    var files: [(path: String, bytes: [UInt8])] = []
    for path in listing.files {
      do throws(Errno) {
        files.append((path: path.below(folder), bytes: try FileContents.read(path)))
      } catch {
        throw RuleFolderError(path: path, errno: error)
      }
    }
    return RuleFolder(path: folder.string, files: files)
  }
}

extension FilePath {
  /// The path from `folder` on.
  fileprivate func below(_ folder: FilePath) -> String {
    var path = self
    return path.removePrefix(folder) ? path.string : string
  }
}
