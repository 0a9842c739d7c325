import Diagnostics
import RuleEngine
import SystemPackage

/// Finds the configuration of each draft: the nearest `.zhangfa.yaml` in its folder or those above it.
package struct ConfigurationFinder {
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
  /// What was found for each folder.
  private var known: [FilePath: Configuration?] = [:]
  private var named: Configuration?

  /// Begins a search.
  ///
  /// - Parameter workingFolder: An absolute path.
  package init(_ source: Source, workingFolder: FilePath) {
    self.source = source
    self.workingFolder = workingFolder
  }

  /// The configuration for the draft at `path`; nil where there is none.
  ///
  /// - Throws: What is wrong with the file.
  package mutating func configuration(for path: FilePath) throws(RuleSetError) -> Configuration? {
    switch source {
    case .none: return nil
    case .nearest: return try nearest(to: absolute(path).removingLastComponent())
    case .file(let file):
      if let named { return named }
      guard let found = try read(absolute(file), shown: file.string) else {
        throw RuleSetError([.unreadable(file.string, .noSuchFileOrDirectory)])
      }
      named = found
      return found
    }
  }

  /// The path of a draft from the folder of `configuration` on; where the draft lies elsewhere, from the working folder on.
  package func path(_ path: FilePath, from configuration: Configuration) -> String {
    var absolute = absolute(path)
    if !absolute.removePrefix(configuration.folder) { _ = absolute.removePrefix(workingFolder) }
    return absolute.string
  }

  private mutating func nearest(to folder: FilePath) throws(RuleSetError) -> Configuration? {
    if let known = known[folder] { return known }
    let file = folder.appending(Configuration.fileName)
    var found = try read(file, shown: shown(file))
    if found == nil, folder.components.count > 0 { found = try nearest(to: folder.removingLastComponent()) }
    known[folder] = .some(found)
    return found
  }

  /// The configuration at `file`; nil where there is no such file.
  private func read(_ file: FilePath, shown: String) throws(RuleSetError) -> Configuration? {
    let bytes: [UInt8]
    do throws(Errno) {
      bytes = try FileContents.read(file)
    } catch {
      if error == .noSuchFileOrDirectory || error == .notDirectory { return nil }
      throw RuleSetError([.unreadable(shown, error)])
    }
    return try Configuration(file, shown: shown, bytes: bytes)
  }

  private func absolute(_ path: FilePath) -> FilePath {
    workingFolder.pushing(path).lexicallyNormalized()
  }

  /// What messages call `file`: the path from the working folder on where it lies in it.
  private func shown(_ file: FilePath) -> String {
    var relative = file
    return relative.removePrefix(workingFolder) ? relative.string : file.string
  }
}

extension RuleFileError {
  fileprivate static func unreadable(_ path: String, _ errno: Errno) -> RuleFileError {
    RuleFileError(path: path, line: 1, column: 1, message: DraftError(errno).message)
  }
}
