import Diagnostics
import RuleEngine
import RuleFiles
import SystemPackage

/// Finds the configuration of each draft: the nearest valid `.zhangfa.yaml` in its folder or a folder above.
///
/// The search ends at the root of the draft's repository. Without a repository, only folders are searched that the
/// current user owns and that not everybody can write to. A file is valid if that user or root owns it.
package final class ConfigurationFinder {
  /// The possible sources of configurations.
  package enum Source: Hashable, Sendable {
    /// The nearest file.
    case nearest
    /// This file, for all drafts.
    case file(FilePath)
    /// No configuration.
    case none
  }

  private let source: Source
  /// The absolute path of the folder that relative paths start from.
  private let workingFolder: FilePath
  private let reportForeign: (LocalizedText) -> Void
  /// The configuration for all drafts, once it was read.
  private var named: Result<Configuration?, RuleSetError>?
  /// The result for each folder, including failures: each file is read once. The result of a folder depends only on the
  /// folder above, so the cost of a path grows only with its length.
  private var folders: [FilePath: Result<Configuration?, RuleSetError>] = [:]
  /// The top of the repository of each folder.
  private var repositories: [FilePath: FilePath?] = [:]
  /// The resolved path of each folder of drafts.
  private var resolved: [FilePath: FilePath] = [:]
  private var reported: Set<FilePath> = []

  /// Makes a finder.
  ///
  /// - Parameters:
  ///   - workingFolder: An absolute path.
  ///   - reportForeign: Called with a message for each file that was found and does not count.
  package init(
    _ source: Source, workingFolder: FilePath, reportForeign: @escaping (LocalizedText) -> Void = { _ in }
  ) {
    self.source = source
    self.workingFolder = workingFolder
    self.reportForeign = reportForeign
  }

  /// Returns the configuration for the draft at `path`; nil where there is none.
  ///
  /// - Throws: The faults in the file.
  package func configuration(for path: FilePath) throws(RuleSetError) -> Configuration? {
    switch source {
    case .none: return nil
    case .nearest: return try nearest(to: folder(of: path))
    case .file(let file):
      let result = named ?? Result { () throws(RuleSetError) in try read(named: file) }
      named = result
      return try result.get()
    }
  }

  /// Returns a draft's path relative to the folder of `configuration`, or to the working folder for a draft elsewhere.
  package func path(_ path: FilePath, from configuration: Configuration) -> String {
    var absolute = folder(of: path)
    if let name = path.lastComponent { absolute.append(name) }
    if !absolute.removePrefix(configuration.folder) { _ = absolute.removePrefix(workingFolder) }
    return absolute.string
  }

  // MARK: The nearest file

  private func nearest(to folder: FilePath) throws(RuleSetError) -> Configuration? {
    if let known = folders[folder] { return try known.get() }
    let result = Result { () throws(RuleSetError) -> Configuration? in
      let repository = repository(around: folder)
      guard repository != nil || isOwn(folder) else {
        reportForeign(above: folder)
        return nil
      }
      if let found = try read(folder.appending(Configuration.fileName)) { return found }
      // Above the root of a repository, nobody expects a configuration.
      return repository == folder ? nil : try nearest(to: folder.removingLastComponent())
    }
    folders[folder] = result
    return try result.get()
  }

  /// Whether a folder outside any repository belongs to the user, and not everybody can write to it.
  private func isOwn(_ folder: FilePath) -> Bool {
    guard folder.components.count > 0, let stat = try? folder.stat() else { return false }
    return stat.isOwn && !stat.permissions.contains(.otherWrite)
  }

  /// Returns the top of the repository of `folder`. A repository that belongs to another user does not count.
  private func repository(around folder: FilePath) -> FilePath? {
    if let known = repositories[folder] { return known }
    let marker = try? folder.appending(FilePath.gitMarker).stat(followTargetSymlink: false)
    var repository: FilePath?
    if marker?.hasTrustedOwner == true {
      repository = folder
    } else if folder.components.count > 0 {
      repository = self.repository(around: folder.removingLastComponent())
    }
    repositories[folder] = .some(repository)
    return repository
  }

  /// Reports the first configuration in `folder` or above it, which does not count.
  private func reportForeign(above folder: FilePath) {
    func file(in folder: FilePath) -> FilePath { folder.appending(Configuration.fileName) }
    let owner = folder.nearestFolder { (try? file(in: $0).stat(followTargetSymlink: false)) != nil }
    guard let owner else { return }
    let path = file(in: owner)
    report(
      path,
      LocalizedText(
        zh: "\(shown(path)) 所在或以下的文件夹不属于你，或人人可写，不采用；要用请加 --config",
        en: """
          \(shown(path)) does not count, since a folder from there on is another user's or writable to all; \
          --config names it
          """))
  }

  // MARK: Reading

  private func read(named file: FilePath) throws(RuleSetError) -> Configuration? {
    let bytes = try contents(of: file, shown: file.string) { () throws(Errno) in
      try FileContents.read(workingFolder.pushing(file), atMost: YAMLFile.byteLimit)
    }
    return try bytes.map { (bytes) throws(RuleSetError) in
      try Configuration(file.located(from: workingFolder), shown: file.string, bytes: bytes)
    }
  }

  /// Reads the configuration at `file`; nil where there is none, or where it does not count.
  private func read(_ file: FilePath) throws(RuleSetError) -> Configuration? {
    var isForeign = false
    let bytes = try contents(of: file, shown: shown(file)) { () throws(Errno) in
      try FileContents.readRegular(file, atMost: YAMLFile.byteLimit) { stat in
        isForeign = !stat.hasTrustedOwner
        return !isForeign
      }
    }
    if isForeign {
      report(
        file,
        LocalizedText(
          zh: "\(shown(file)) 属于别的用户，不采用；要用请加 --config",
          en: "\(shown(file)) is another user's and does not count; --config names it"))
    }
    return try bytes.map { (bytes) throws(RuleSetError) in
      try Configuration(file, shown: shown(file), bytes: bytes)
    }
  }

  private func report(_ file: FilePath, _ message: LocalizedText) {
    if reported.insert(file).inserted { reportForeign(message) }
  }

  private func folder(of path: FilePath) -> FilePath { real(workingFolder.pushing(path).removingLastComponent()) }

  /// Returns `folder`, an absolute path, with symbolic links resolved.
  private func real(_ folder: FilePath) -> FilePath {
    if let known = resolved[folder] { return known }
    var real = folder
    if let name = folder.lastComponent {
      real = name.kind == .regular ? self.real(folder.removingLastComponent()).appending(name) : folder
      let isPlain = name.kind == .regular && (try? real.stat(followTargetSymlink: false))?.type == .directory
      if !isPlain { real = real.resolvingSymlinks() ?? folder.lexicallyNormalized() }
    }
    resolved[folder] = real
    return real
  }

  /// Returns the result of `read`; nil where there is no such file.
  private func contents(
    of file: FilePath, shown: String, _ read: () throws(Errno) -> [UInt8]?
  ) throws(RuleSetError) -> [UInt8]? {
    do throws(Errno) {
      return try read()
    } catch .noSuchFileOrDirectory, .notDirectory {
      guard source != .nearest else { return nil }
      throw RuleSetError([.unreadable(shown, .noSuchFileOrDirectory)])
    } catch {
      throw RuleSetError([.unreadable(shown, error)])
    }
  }

  /// Returns the path of `file` in messages: relative to the working folder where the file lies in it.
  private func shown(_ file: FilePath) -> String {
    var relative = file
    return relative.removePrefix(workingFolder) ? relative.string : file.string
  }
}

extension RuleFileError {
  fileprivate static func unreadable(_ path: String, _ errno: Errno) -> RuleFileError {
    let message =
      switch errno {
      case .tooManySymbolicLinkLevels:
        LocalizedText(
          zh: "这是链接，不跟随；要用请以 --config 写明它指向的文件", en: "a link, which is not followed; --config can name what it leads to"
        )
      case .fileTooLarge:
        LocalizedText(
          zh: "配置文件超过 \(YAMLFile.byteLimit >> 20) MB", en: "a configuration of more than \(YAMLFile.byteLimit >> 20) MB"
        )
      case .notSupported: LocalizedText(zh: "不是普通文件", en: "not a regular file")
      default: errno.readingMessage
      }
    return RuleFileError(path: path, line: 1, column: 1, message: message)
  }
}

/// The drafts that the key `exclude` of configurations names.
package final class ExcludedDrafts {
  private let finder: ConfigurationFinder
  /// The results for folders. A walk asks for a folder before it asks for the entries of the folder.
  private var folders: [FilePath: Bool] = [:]

  /// Uses the configurations that `finder` finds.
  package init(_ finder: ConfigurationFinder) { self.finder = finder }

  /// Whether the draft or folder at `path`, or a folder above it, is excluded by the configuration for it.
  ///
  /// A configuration that cannot be read excludes nothing. Its faults are reported by the code that needs its settings.
  package func contain(_ path: FilePath, isFolder: Bool = false) -> Bool {
    guard path.lastComponent?.kind == .regular else { return false }
    if isFolder, let known = folders[path] { return known }
    let isExcluded = isNamed(path, isFolder: isFolder) || contain(path.removingLastComponent(), isFolder: true)
    if isFolder { folders[path] = isExcluded }
    return isExcluded
  }

  private func isNamed(_ path: FilePath, isFolder: Bool) -> Bool {
    guard let configuration = try? finder.configuration(for: path) else { return false }
    let relative = finder.path(path, from: configuration)
    return configuration.excluded.contains { $0.matches(relative, isFolder: isFolder) }
  }
}
