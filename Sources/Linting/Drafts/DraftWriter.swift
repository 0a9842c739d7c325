import Diagnostics
import DraftText
import SystemPackage

/// Replaces drafts by their fixed versions.
package enum DraftWriter {
  /// Replaces the content `old` of the draft at `path` by `bytes`.
  ///
  /// Only files with the name of a draft are written, in no hidden folder and through no symbolic link. Otherwise, a
  /// stranger's repository could make a fix write into files that control other programs. A program that reads the file
  /// in the meantime gets the old draft or the new one, never a part.
  package static func write(_ bytes: [UInt8], over old: [UInt8], at path: FilePath) throws(Failure) {
    guard DraftFormat.textExtensions.contains(path.lowercasedExtension ?? "") else {
      throw .notFixed(zh: "只改 .txt 和 .md 稿件", en: "only .txt and .md drafts are changed")
    }
    guard !path.liesInHiddenFolder else {
      throw .notFixed(zh: "文件在隐藏文件夹里", en: "it lies in a hidden folder")
    }
    do throws(WritingFault) {
      try writing {
        let place = try FilePlace(path)
        switch try place.type {
        case .regular?: break
        case .symbolicLink?: throw WritingFault.link
        case nil: throw WritingFault.changedMeanwhile
        case _?: throw WritingFault.notAFile
        }
        let file = try PendingFile(place)
        try file.write(bytes)
        try file.commit(over: old)
      }
    } catch {
      throw .notFixed(zh: error.message.zh, en: error.message.en)
    }
  }
}

extension Failure {
  /// Returns the error of a draft that was not fixed for a reason. Its file is unchanged.
  package static func notFixed(zh reason: String, en englishReason: String) -> Failure {
    Failure(zh: "没有改：\(reason)", en: "not fixed: \(englishReason)")
  }
}

extension FilePath {
  /// Whether the path has a hidden folder, counted from the working folder or the root. `.git` counts above them, too.
  fileprivate var liesInHiddenFolder: Bool {
    let working = FilePath(".").resolvingSymlinks()
    if let working, working.components.contains(FilePath.gitMarker) { return true }
    var path = self
    // Hidden folders above the working folder do not count: the user chose to be there.
    if let working { _ = path.removePrefix(working) }
    return path.removingLastComponent().components.contains { $0.kind == .regular && $0.string.hasPrefix(".") }
  }
}
