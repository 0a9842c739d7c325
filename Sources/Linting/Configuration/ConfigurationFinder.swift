import Diagnostics
import RuleEngine
import SystemPackage

/// Finds the configuration of each draft: the nearest `.zhangfa.yaml` in its folder or those above it that counts.
///
/// It is looked for up to the root of the draft's repository; without a repository, in folders that belong to the user who
/// runs the program and that not everybody may write to. It counts where that user or root owns it.
package final class ConfigurationFinder {
  /// Where the configuration of drafts comes from.
  package enum Source: Hashable, Sendable {
    /// The nearest file.
    case nearest
    /// This file, for all drafts.
    case file(FilePath)
    /// Nowhere.
    case none
  }

  private let source: Source
  /// The folder that relative paths start from, absolute.
  private let workingFolder: FilePath
  private let passOver: (ForeignConfiguration) -> Void
  private let user = User.current
  /// What was found from each folder on, failures included: what cannot be read is read once.
  private var known: [FilePath: Result<Configuration?, RuleSetError>] = [:]
  private var told: Set<FilePath> = []
  /// The folders of drafts without links on the way to them.
  private var resolved: [FilePath: FilePath] = [:]

  /// Begins a search.
  ///
  /// - Parameters:
  ///   - workingFolder: An absolute path.
  ///   - passOver: Told once of each file that was found and does not count.
  package init(
    _ source: Source, workingFolder: FilePath, passOver: @escaping (ForeignConfiguration) -> Void = { _ in }
  ) {
    self.source = source
    self.workingFolder = workingFolder
    self.passOver = passOver
  }

  /// The configuration for the draft at `path`; nil where there is none.
  ///
  /// - Throws: What is wrong with the file.
  package func configuration(for path: FilePath) throws(RuleSetError) -> Configuration? {
    switch source {
    case .none: return nil
    case .nearest:
      let folder = folder(of: path)
      return try remember(folder) { () throws(RuleSetError) in try nearest(to: folder) }
    case .file(let file):
      return try remember(file) { () throws(RuleSetError) in
        let path = file.located(from: workingFolder)
        return try Configuration(path, shown: file.string, bytes: contents(of: path, shown: file.string))
      }
    }
  }

  /// The path of a draft from the folder of `configuration` on; where the draft lies elsewhere, from the working folder on.
  package func path(_ path: FilePath, from configuration: Configuration) -> String {
    var absolute = folder(of: path)
    if let name = path.lastComponent { absolute.append(name) }
    if !absolute.removePrefix(configuration.folder) { _ = absolute.removePrefix(workingFolder) }
    return absolute.string
  }

  private func remember(
    _ path: FilePath, _ find: () throws(RuleSetError) -> Configuration?
  ) throws(RuleSetError) -> Configuration? {
    if let known = known[path] { return try known.get() }
    let result = Result(catching: find)
    known[path] = result
    return try result.get()
  }

  // MARK: The nearest file

  private func nearest(to folder: FilePath) throws(RuleSetError) -> Configuration? {
    for folder in folders(from: folder) {
      let file = folder.appending(Configuration.fileName)
      guard let stat = try? file.stat(followTargetSymlink: false) else { continue }
      guard user.trustsOwner(of: stat) else {
        passOver(file, for: .owner)
        continue
      }
      // One of a folder above may have been read for another draft.
      return try remember(file) { () throws(RuleSetError) in
        guard stat.type != .symbolicLink else { throw RuleSetError([.link(shown(file))]) }
        return try Configuration(file, shown: shown(file), bytes: contents(of: file, shown: shown(file)))
      }
    }
    return nil
  }

  /// The folders whose configurations count for a draft in `folder`, the nearest first.
  private func folders(from folder: FilePath) -> [FilePath] {
    if let repository = GitRepository(around: folder) {
      return folder.ancestors(upTo: repository.top)
    }
    var folders: [FilePath] = []
    for folder in folder.ancestors(upTo: "/") {
      guard folder.components.count > 0, let stat = try? folder.stat(), user.owns(stat),
        !stat.permissions.contains(.otherWrite)
      else {
        let file = folder.appending(Configuration.fileName)
        if (try? file.stat(followTargetSymlink: false)) != nil { passOver(file, for: .folder) }
        break
      }
      folders.append(folder)
    }
    return folders
  }

  private func passOver(_ file: FilePath, for reason: ForeignConfiguration.Reason) {
    if told.insert(file).inserted { passOver(ForeignConfiguration(path: shown(file), reason: reason)) }
  }

  private func folder(of path: FilePath) -> FilePath {
    let folder = workingFolder.pushing(path).removingLastComponent()
    if let known = resolved[folder] { return known }
    let real = folder.resolvingSymlinks() ?? folder.lexicallyNormalized()
    resolved[folder] = real
    return real
  }

  private func contents(of file: FilePath, shown: String) throws(RuleSetError) -> [UInt8] {
    do throws(Errno) {
      return try FileContents.read(file, atMost: YAMLFile.byteLimit)
    } catch .fileTooLarge {
      throw RuleSetError([.tooLarge(shown)])
    } catch {
      throw RuleSetError([.unreadable(shown, error)])
    }
  }

  /// What messages call `file`: the path from the working folder on where it lies in it.
  private func shown(_ file: FilePath) -> String {
    var relative = file
    return relative.removePrefix(workingFolder) ? relative.string : file.string
  }
}

/// A `.zhangfa.yaml` that was found and does not count.
package struct ForeignConfiguration: Hashable, Sendable {
  /// Why it does not count.
  package enum Reason: Hashable, Sendable {
    /// Another user owns it.
    case owner
    /// Another user owns the folder, or everybody may write to it.
    case folder
  }

  /// The file, as messages call it.
  let path: String
  let reason: Reason

  /// What to tell the user.
  package var message: LocalizedText {
    switch reason {
    case .owner:
      LocalizedText(
        zh: "\(path) 属于别的用户，不采用；要用请加 --config", en: "\(path) is another user's and does not count; --config names it")
    case .folder:
      LocalizedText(
        zh: "\(path) 所在文件夹别人可以写，不采用；要用请加 --config",
        en: "\(path) is in a folder that others can write to and does not count; --config names it")
    }
  }
}

extension FilePath {
  /// This folder and those above it, up to `top` or the root.
  fileprivate func ancestors(upTo top: FilePath) -> [FilePath] {
    var folders = [self]
    while let folder = folders.last, folder != top, folder.components.count > 0 {
      folders.append(folder.removingLastComponent())
    }
    return folders
  }
}

extension RuleFileError {
  fileprivate static func unreadable(_ path: String, _ errno: Errno) -> RuleFileError {
    RuleFileError(path: path, line: 1, column: 1, message: DraftError(errno).message)
  }

  fileprivate static func link(_ path: String) -> RuleFileError {
    RuleFileError(
      path: path, line: 1, column: 1,
      message: LocalizedText(
        zh: "这是链接，不跟随；要用请加 --config", en: "this is a link, which is not followed; --config names the file"))
  }

  fileprivate static func tooLarge(_ path: String) -> RuleFileError {
    let limit = YAMLFile.byteLimit >> 20
    return RuleFileError(
      path: path, line: 1, column: 1,
      message: LocalizedText(zh: "配置文件超过 \(limit) MB", en: "a configuration of more than \(limit) MB"))
  }
}
