import DraftText
import SystemPackage

/// Finds the drafts that the paths of a command line mean, none of them twice.
package struct DraftFinder {
  /// One draft to check, or a path that led to none.
  package struct Finding: Sendable, Hashable {
    /// The path as it is shown: as it was given, or the folder's with what lies below it.
    package let path: FilePath
    /// Why there is nothing to check; nil for a draft.
    package let error: DraftError?
    /// Whether the path itself was given, and not only a folder above it.
    package let isNamed: Bool
  }

  private var findings: [Finding] = []
  /// The real paths of what was found, so that nothing is checked twice.
  private var seen: Set<FilePath> = []

  /// The links that walks came by.
  private var links: [FilePath] = []

  private let exclusions: Exclusions

  /// Has found nothing yet.
  package init(passingOver exclusions: Exclusions = Exclusions()) { self.exclusions = exclusions }

  /// The drafts under `paths` that were not found before, in the order of `paths`, those of a folder by the bytes of
  /// their paths.
  package mutating func drafts(under paths: [FilePath]) -> [Finding] {
    defer { findings = [] }
    for path in paths { take(path) }
    return findings
  }

  /// The links that walks came by and that lead to nothing that was found: what is behind them is not checked.
  package var passedOver: [FilePath] { links.filter { $0.resolvingSymlinks().map { !seen.contains($0) } ?? true } }

  private mutating func take(_ path: FilePath) {
    do throws(Errno) {
      if try path.stat().type == .directory { try takeFolder(path) } else { add(path, isNamed: true) }
    } catch {
      add(path, DraftError(error), isNamed: true)
    }
  }

  private mutating func takeFolder(_ folder: FilePath) throws(Errno) {
    let listing = try FolderListing(of: folder, passingOver: exclusions) {
      DraftFormat.allEndings.contains($0.lowercasedEnding ?? "")
    }
    for path in listing.files { add(path, isNamed: false) }
    for (path, errno) in listing.unreadable { add(path, DraftError(errno), isNamed: false) }
    links += listing.links
    if listing.files.isEmpty && listing.unreadable.isEmpty {
      add(folder, listing.hasExcluded ? .folderOfIgnored : .folderWithoutDrafts, isNamed: true)
    }
  }

  private mutating func add(_ path: FilePath, _ error: DraftError? = nil, isNamed: Bool) {
    // A path that leads nowhere stays itself: reading it will say what is wrong.
    guard seen.insert(path.resolvingSymlinks() ?? path).inserted else { return }
    findings.append(Finding(path: path, error: error, isNamed: isNamed))
  }
}
