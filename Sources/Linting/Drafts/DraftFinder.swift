import DraftText
import SystemPackage

/// Finds the drafts for the paths of a command line, each draft once.
package struct DraftFinder {
  private var inputs: [DraftInput] = []
  /// The resolved paths of what was found, so that nothing is checked twice.
  private var seen: Set<FilePath> = []

  /// The symbolic links that were found in folders.
  private var links: [FilePath] = []

  private let exclusions: Exclusions
  private let program: OfficeProgram?

  /// Makes a finder that has found nothing yet.
  ///
  /// - Parameter program: The program that converts documents of other kinds.
  package init(skipping exclusions: Exclusions = Exclusions(), by program: OfficeProgram? = .installed) {
    self.exclusions = exclusions
    self.program = program
  }

  /// Returns the drafts under `paths` that were not found before, in the order of `paths`. Drafts of one folder are
  /// sorted by the bytes of their paths.
  package mutating func drafts(under paths: [FilePath]) -> [DraftInput] {
    defer { inputs = [] }
    for path in paths { take(path) }
    return inputs
  }

  /// The links found in folders whose targets were not found otherwise. Their targets are not checked.
  package var skippedLinks: [FilePath] {
    links.filter { $0.resolvingSymlinks().map { !seen.contains($0) } ?? true }
  }

  private mutating func take(_ path: FilePath) {
    do throws(Errno) {
      if try path.stat().type == .directory { try takeFolder(path) } else { add(path, isNamed: true) }
    } catch {
      add(path, DraftError.system(error), isNamed: true)
    }
  }

  private mutating func takeFolder(_ folder: FilePath) throws(Errno) {
    let listing = try FolderListing(of: folder, skipping: exclusions) { $0.isDocument }
    for path in listing.files { add(path, obstacle(to: path), isSkipped: true) }
    for (path, errno) in listing.unreadable { add(path, .system(errno)) }
    links += listing.links
    if !listing.files.contains(where: { obstacle(to: $0) == nil }) && listing.unreadable.isEmpty {
      add(folder, listing.hasExcluded ? .folderOfExcluded : .folderWithoutDrafts)
    }
  }

  /// Returns the reason why a document of a folder is not read; nil for a draft.
  private func obstacle(to path: FilePath) -> DraftError? {
    let fileExtension = path.lowercasedExtension ?? ""
    if path.isCalledCopy { return .ownCopy }
    if DraftFormat.unreadableExtensions.contains(fileExtension) { return .notADraft(fileExtension: fileExtension) }
    guard DraftFormat.convertibleExtensions.contains(fileExtension), program == nil else { return nil }
    return .needsOfficeProgram(fileExtension: fileExtension)
  }

  private mutating func add(
    _ path: FilePath, _ error: DraftError? = nil, isSkipped: Bool = false, isNamed: Bool = false
  ) {
    // A path that leads nowhere is kept: reading it will give the error.
    guard seen.insert(path.resolvingSymlinks() ?? path).inserted else { return }
    var input = DraftInput(path)
    (input.error, input.isSkipped, input.isNamed) = (error, isSkipped && error != nil, isNamed)
    inputs.append(input)
  }
}

extension FilePath {
  /// Whether the extension is that of a draft or of another document.
  fileprivate var isDocument: Bool {
    let fileExtension = lowercasedExtension ?? ""
    return DraftFormat.allExtensions.contains(fileExtension)
      || DraftFormat.convertibleExtensions.contains(fileExtension)
      || DraftFormat.unreadableExtensions.contains(fileExtension)
  }
}
