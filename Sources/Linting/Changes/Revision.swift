import Diagnostics
import DraftText
import Platform
import SystemPackage

/// A commit of the git repository that a draft is in.
///
/// git is asked for the bytes of files and for nothing else: it reads no index and runs no filter, no hook and no other program that a
/// repository's configuration names, and fetches nothing that is not there.
package struct Revision: Sendable {
  /// Why there is no older version to look at.
  package enum Failure: ExplainedError, Hashable {
    case noGit
    /// Not in a repository, or there is no such commit in it.
    case unknown(String)
    case system(Errno)

    package var message: LocalizedText {
      switch self {
      case .noGit: LocalizedText(zh: "没有找到 git，--since 不能用", en: "--since needs git, which is not there")
      case .unknown(let name):
        LocalizedText(
          zh: "不在 git 仓库里，或仓库里没有版本“\(name)”", en: "not in a git repository, or there is no commit “\(name)” in it")
      case .system(let error): LocalizedText(verbatim: "git: \(error)")
      }
    }
  }

  private static let git: FilePath? = ChildProcess.installed("git")

  /// How the user calls it: `HEAD~3`, `origin/main`.
  private let name: String

  /// Takes a name as it is; what it means may differ from repository to repository.
  package init(_ name: String) { self.name = name }

  /// The draft at `path` as it was; nil where it was not there, or could not be read as a draft.
  package func draft(at path: FilePath) throws(Failure) -> SourceText? {
    let folder = path.removingLastComponent()
    let place = folder.isEmpty ? FilePath(".") : folder
    if let bytes = try ask(in: place, "cat-file", "blob", "\(name):./\(path.lastComponent?.string ?? "")") {
      return try? DraftReader.read(bytes, named: path, by: nil)
    }
    guard !name.hasPrefix("-"), try ask(in: place, "rev-parse", "--verify", "--quiet", "\(name)^{commit}") != nil else {
      throw .unknown(name)
    }
    return nil
  }

  /// What git prints; nil where it fails.
  private func ask(in folder: FilePath, _ arguments: String...) throws(Failure) -> [UInt8]? {
    guard let git = Self.git else { throw .noGit }
    guard !name.hasPrefix("-") else { return nil }
    let kept = ["PATH", "HOME", "XDG_CONFIG_HOME"].compactMap { (name: String) in
      getenv(name).map { (name, String(cString: $0)) }
    }
    // A hook is told its repository by variables that would hold for another folder, too.
    let environment = Dictionary(uniqueKeysWithValues: kept).merging([
      "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C",
    ]) { $1 }
    do throws(Errno) {
      return try ChildProcess.output(
        of: git, ["--no-pager", "-c", "core.fsmonitor=false", "-C", folder.string] + arguments, environment: environment
      )
    } catch {
      throw .system(error)
    }
  }
}
