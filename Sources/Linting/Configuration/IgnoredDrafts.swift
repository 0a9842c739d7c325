import RuleEngine
import SystemPackage

/// The drafts that configurations leave out.
package final class IgnoredDrafts {
  private let finder: ConfigurationFinder
  /// The answers for folders: a walk asks for one before it asks for what lies in it.
  private var folders: [FilePath: Bool] = [:]

  /// Asks the configurations that `finder` finds.
  package init(_ finder: ConfigurationFinder) { self.finder = finder }

  /// Whether the draft or folder at `path`, or a folder above it, is left out by the configuration that holds for it.
  ///
  /// A configuration that cannot be read leaves nothing out: whoever needs it will say what is wrong.
  package func contain(_ path: FilePath, isFolder: Bool = false) -> Bool {
    var (path, isFolder) = (path, isFolder)
    var unknown: [FilePath] = []
    var isLeftOut = false
    while !isLeftOut, path.lastComponent?.kind == .regular {
      if isFolder, let known = folders[path] {
        isLeftOut = known
        break
      }
      isLeftOut = isNamed(path, isFolder: isFolder)
      if isFolder { unknown.append(path) }
      path.removeLastComponent()
      isFolder = true
    }
    for folder in unknown { folders[folder] = isLeftOut }
    return isLeftOut
  }

  private func isNamed(_ path: FilePath, isFolder: Bool) -> Bool {
    guard let configuration = try? finder.configuration(for: path) else { return false }
    let relative = finder.path(path, from: configuration)
    return configuration.ignored.contains { $0.matches(relative, isFolder: isFolder) }
  }
}
