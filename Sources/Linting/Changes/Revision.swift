import Diagnostics
import DraftText
import Platform
import Synchronization
import SystemPackage

/// A commit that a name stands for, in the git repository of each draft.
///
/// git is only asked for the id of the commit and for the bytes of files in it. It reads no index and no working tree,
/// runs no filter, no hook and no other program that the configuration of a repository names, and fetches no missing
/// objects.
package final class Revision: Sendable {
  private static let installed: FilePath? = ChildProcess.installed("git")
  /// How long git can take, in seconds. A stranger's repository can make it wait for ever, by a pipe in place of a
  /// file.
  private static let timeLimit = 10

  /// The name that the user gave: `HEAD~3`, `origin/main`.
  private let name: String
  private let git: FilePath?
  /// The id of the commit in each folder that was asked for.
  private let commits = Mutex<[FilePath: Result<[UInt8], Failure>]>([:])

  /// Takes a name without looking it up; its meaning can differ between repositories.
  package convenience init(_ name: String) { self.init(name, git: Self.installed) }

  /// - Parameter git: The program; nil where it is not installed.
  init(_ name: String, git: FilePath?) {
    self.name = name
    self.git = git
  }

  /// Returns the draft at `path` in this commit; nil where there is none, or where it cannot be read as a draft.
  package func draft(at path: FilePath) throws(Failure) -> SourceText? {
    // In a commit, a link is a file that holds a path, so the link is resolved here.
    let path = path.resolvingSymlinks() ?? path
    let folder = path.removingLastComponent()
    guard let file = path.lastComponent else { return nil }
    let object = try commit(in: folder) + Array(":./".utf8) + FilePath().appending(file).nativeBytes
    guard let bytes = try ask(in: folder, ["cat-file", "blob"].map { Array($0.utf8) } + [object]) else { return nil }
    return try? DraftReader.read(bytes, named: path, by: nil)
  }

  private func commit(in folder: FilePath) throws(Failure) -> [UInt8] {
    if let known = commits.withLock({ $0[folder] }) { return try known.get() }
    // git would answer another question for an empty name, or for a name that looks like an option.
    let isName = !name.isEmpty && !name.hasPrefix("-")
    let question = ["rev-parse", "--verify", "--quiet", "\(name)^{commit}"].map { Array($0.utf8) }
    // Only an answer of git is kept: the next draft asks again after a failure of the system.
    let answer = isName ? try ask(in: folder, question) : nil
    let result = answer.map { Result<[UInt8], Failure>.success($0.filter { $0 != 0x0A }) } ?? .failure(unknown)
    commits.withLock { $0[folder] = result }
    return try result.get()
  }

  /// The error where git does not know the commit, or refuses to read the repository.
  private var unknown: Failure {
    Failure(
      zh: "git 给不出版本“\(name)”：不在仓库里，没有这个版本，或者 git 不信任这个仓库（git status 会说明）",
      en: """
        git knows no commit “\(name)” here: no repository, no such commit, or one that git does not trust (git status \
        tells)
        """)
  }

  /// Returns the output of git; nil where git fails.
  private func ask(in folder: FilePath, _ question: [[UInt8]]) throws(Failure) -> [UInt8]? {
    guard let git else {
      throw Failure(zh: "没有找到 git，--since 不能用", en: "--since needs git, which is not there")
    }
    let kept = ["PATH", "HOME", "XDG_CONFIG_HOME"].compactMap { (name: String) in
      getenv(name).map { (name, String(cString: $0)) }
    }
    // Inside a hook, other variables name the hook's repository, and git would use it in every folder.
    let environment = Dictionary(uniqueKeysWithValues: kept).merging([
      "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C",
    ]) { $1 }
    let options = ["--no-pager", "-c", "core.fsmonitor=false", "-C"].map { Array($0.utf8) } + [folder.nativeBytes]
    return try Result { () throws(Errno) in
      try ChildProcess.output(of: git, options + question, environment: environment, seconds: Self.timeLimit)
    }.mapError { Failure(zh: "git: \($0)", en: "git: \($0)") }.get()
  }
}
