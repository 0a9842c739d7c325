import DraftText
import SystemPackage

/// Writes fixed drafts in the place of the old ones.
package enum DraftWriter {
  /// Puts `bytes` into the draft at `path`, which holds `old`.
  ///
  /// Only what is a draft by its name is written, in no folder that is hidden, and through no link: a repository of a stranger
  /// must not make a fix write into what other programs obey. Whoever reads the file meanwhile gets the old draft or
  /// the new one, never a part.
  package static func write(_ bytes: [UInt8], over old: [UInt8], at path: FilePath) throws(FixError) {
    let endings = DraftFormat.allCases.filter(\.isWritable).flatMap(\.endings)
    guard endings.contains(path.lowercasedEnding ?? "") else { throw .notADraft }
    guard !path.liesInHiddenFolder else { throw .hiddenFolder }
    do throws(WritingFault) {
      let place = try writing { () throws(Errno) in try FilePlace(path) }
      switch try writing({ () throws(Errno) in try place.type }) {
      case .regular?: break
      case .symbolicLink?: throw .link
      case nil: throw .changedMeanwhile
      case _?: throw .notAFile
      }
      let file = try PendingFile(place)
      try file.write(bytes)
      try file.commit(over: old)
    } catch {
      throw .unwritable(error)
    }
  }
}

extension FilePath {
  /// Whether a folder of the path is hidden, seen from the working folder or the root; that of `.git` wherever one starts.
  fileprivate var liesInHiddenFolder: Bool {
    let working = FilePath(".").resolvingSymlinks()
    if let working, working.components.contains(GitRepository.marker) { return true }
    var path = self
    // Folders above the working folder are where the user chose to be.
    if let working { _ = path.removePrefix(working) }
    return path.removingLastComponent().components.contains { $0.kind == .regular && $0.string.hasPrefix(".") }
  }
}
