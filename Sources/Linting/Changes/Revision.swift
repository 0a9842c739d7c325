import Diagnostics
import DraftText
import Platform
import Synchronization
import SystemPackage

/// A commit, in whatever git repository a draft is.
///
/// git is asked what the commit is and for the bytes of files in it, and for nothing else: it looks at no index and no working tree, runs
/// no filter, no hook and no other program that a repository's configuration names, and fetches nothing that is not there.
package final class Revision: Sendable {
  /// Why there is no older version to look at.
  package enum Failure: ExplainedError, Hashable {
    case noGit
    /// git does not know the commit, or does not want to look at the repository.
    case unknown(String)
    case system(Errno)

    package var message: LocalizedText {
      switch self {
      case .noGit: LocalizedText(zh: "没有找到 git，--since 不能用", en: "--since needs git, which is not there")
      case .unknown(let name):
        LocalizedText(
          zh: "git 给不出版本“\(name)”：不在仓库里，没有这个版本，或者 git 不信任这个仓库（git status 会说明）",
          en:
            "git knows no commit “\(name)” here: no repository, no such commit, or one that git does not trust (git status tells)"
        )
      case .system(let error): LocalizedText(verbatim: "git: \(error)")
      }
    }
  }

  private static let git: FilePath? = ChildProcess.installed("git")
  /// How long git may take, in seconds: a repository of a stranger may make it wait for ever, by a pipe in the place of a file.
  private static let timeLimit = 10

  /// How the user calls it: `HEAD~3`, `origin/main`.
  private let name: String
  /// What it is called in the repositories of folders that were asked for.
  private let commits = Mutex<[FilePath: Result<[UInt8], Failure>]>([:])

  /// Takes a name as it is; what it means may differ from repository to repository.
  package init(_ name: String) { self.name = name }

  /// The draft at `path` as it was; nil where it was not there, or could not be read as a draft.
  package func draft(at path: FilePath) throws(Failure) -> SourceText? {
    // In a commit, a link is a file that holds a path.
    let path = path.resolvingSymlinks() ?? path
    let folder = path.removingLastComponent()
    guard let file = path.lastComponent else { return nil }
    let object = try commit(in: folder) + Array(":./".utf8) + FilePath().appending(file).nativeBytes
    guard let bytes = try ask(in: folder, ["cat-file", "blob"].map { Array($0.utf8) } + [object]) else { return nil }
    return try? DraftReader.read(bytes, named: path, by: nil)
  }

  private func commit(in folder: FilePath) throws(Failure) -> [UInt8] {
    if let known = commits.withLock({ $0[folder] }) { return try known.get() }
    let result: Result<[UInt8], Failure>
    do throws(Failure) {
      // Without a name, or with the one of an option, git would answer another question.
      let isName = !name.isEmpty && !name.hasPrefix("-")
      let question = ["rev-parse", "--verify", "--quiet", "\(name)^{commit}"].map { Array($0.utf8) }
      let answer = isName ? try ask(in: folder, question)?.filter { $0 != 0x0A } : nil
      result = answer.map { .success($0) } ?? .failure(.unknown(name))
    } catch {
      result = .failure(error)
    }
    commits.withLock { $0[folder] = result }
    return try result.get()
  }

  /// What git prints; nil where it fails.
  private func ask(in folder: FilePath, _ question: [[UInt8]]) throws(Failure) -> [UInt8]? {
    guard let git = Self.git else { throw .noGit }
    let kept = ["PATH", "HOME", "XDG_CONFIG_HOME"].compactMap { (name: String) in
      getenv(name).map { (name, String(cString: $0)) }
    }
    // A hook is told its repository by variables that would hold for another folder, too.
    let environment = Dictionary(uniqueKeysWithValues: kept).merging([
      "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C",
    ]) { $1 }
    let options = ["--no-pager", "-c", "core.fsmonitor=false", "-C"].map { Array($0.utf8) } + [folder.nativeBytes]
    do throws(Errno) {
      return try ChildProcess.output(
        of: git, options + question, environment: environment, seconds: Self.timeLimit)
    } catch {
      throw .system(error)
    }
  }
}
