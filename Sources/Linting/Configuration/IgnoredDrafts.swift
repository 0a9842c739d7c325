import RuleEngine
import SystemPackage

/// The drafts that configurations leave out.
package final class IgnoredDrafts {
  private let finder: ConfigurationFinder

  /// Asks the configurations that `finder` finds.
  package init(_ finder: ConfigurationFinder) { self.finder = finder }

  /// Whether the draft or folder at `path`, or a folder above it, is left out by the configuration that holds for it.
  ///
  /// A configuration that cannot be read leaves nothing out: whoever needs it will say what is wrong.
  package func contain(_ path: FilePath, isFolder: Bool = false) -> Bool {
    var (path, isFolder) = (path, isFolder)
    while path.lastComponent?.kind == .regular {
      if isNamed(path, isFolder: isFolder) { return true }
      path.removeLastComponent()
      isFolder = true
    }
    return false
  }

  private func isNamed(_ path: FilePath, isFolder: Bool) -> Bool {
    guard let configuration = try? finder.configuration(for: path) else { return false }
    let relative = finder.path(path, from: configuration)
    return configuration.ignored.contains { $0.matches(relative, isFolder: isFolder) }
  }
}
