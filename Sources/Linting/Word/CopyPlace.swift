import Diagnostics
import DraftText
import SystemPackage

/// The place of the copy of a Word draft.
package struct CopyPlace: Hashable, Sendable {
  /// The draft, which is never written to.
  package let draft: FilePath
  /// The copy.
  package let path: FilePath
}

extension CopyPlace {
  /// The suffix in the name of a copy, before the extension.
  package static let suffix = ".核稿"

  /// Returns a place for the copy of each Word draft.
  ///
  /// - Parameters:
  ///   - drafts: All drafts of the run; only Word drafts get a copy.
  ///   - given: The files and folders that the user named. The path of a draft below a folder is kept.
  ///   - output: The file or the folder for the copies; nil to write each copy beside its draft.
  package static func places(
    of drafts: [FilePath], under given: [FilePath], output: FilePath?
  ) throws(Failure) -> [FilePath: CopyPlace] {
    let drafts = drafts.filter(\.isWordDocument)
    let folders = given.filter(\.isFolder)
    // An output that does not exist is a folder where drafts come from folders, or where its name has no extension.
    let isFolder =
      output.map {
        $0.isFolder || !$0.isWordDocument && (!folders.isEmpty || $0.lowercasedExtension == nil)
      } ?? false
    if let output, !isFolder {
      guard output.isWordDocument else { throw .notAWordName(output) }
      guard drafts.count == 1 else { throw .notOneDraft(drafts.count, for: output) }
    }
    var places: [FilePath: CopyPlace] = [:]
    var taken: Set<FilePath> = []
    for draft in drafts {
      var path = draft.withCopySuffix
      if let output { path = isFolder ? output.pushing(relativePath(to: path, from: folders)) : output }
      guard path.lowercasedExtension == draft.lowercasedExtension else {
        throw Failure(
          zh: "\(path) 的扩展名应与稿件 \(draft) 相同", en: "\(path) must have the same extension as the draft \(draft)")
      }
      guard taken.insert(path).inserted else {
        throw Failure(zh: "两份稿件的核稿副本都叫 \(path)", en: "the copies of two drafts would both be \(path)")
      }
      if let real = path.resolvingSymlinks(), drafts.contains(where: { $0.resolvingSymlinks() == real }) {
        throw Failure(zh: "核稿副本会覆盖稿件 \(path)", en: "the copy would replace the draft \(path)")
      }
      places[draft] = CopyPlace(draft: draft, path: path)
    }
    return places
  }

  /// Returns `path` relative to the folder in which it was found.
  private static func relativePath(to path: FilePath, from folders: [FilePath]) -> FilePath {
    for folder in folders {
      var relative = path.lexicallyNormalized()
      let isBelow = folder == "." ? !relative.isAbsolute : relative.removePrefix(folder.lexicallyNormalized())
      if isBelow, !relative.leadsUp { return relative }
    }
    return path.lastComponent.map { FilePath(root: nil, [$0]) } ?? path
  }
}

extension FilePath {
  /// Whether the extension is that of Word documents.
  package var isWordDocument: Bool { DraftFormat(fileExtension: lowercasedExtension) == .word }

  /// Whether the name is that of a copy.
  package var isCalledCopy: Bool { isWordDocument && stem?.hasSuffix(CopyPlace.suffix) == true }

  /// Whether the path contains `..`.
  fileprivate var leadsUp: Bool { components.contains { $0.kind == .parentDirectory } }

  fileprivate var isFolder: Bool { (try? stat().type) == .directory }

  /// The path of the copy beside a draft.
  fileprivate var withCopySuffix: FilePath {
    let name = (stem ?? "") + CopyPlace.suffix + (self.extension.map { "." + $0 } ?? "")
    return removingLastComponent().appending(name)
  }
}

extension Failure {
  fileprivate static func notAWordName(_ path: FilePath) -> Failure {
    Failure(zh: "\(path) 不是 .docx 文件名，也不是文件夹", en: "\(path) is neither the name of a .docx nor a folder")
  }

  /// Returns the error of `count` drafts, not one, for which the name of one file was given.
  fileprivate static func notOneDraft(_ count: Int, for path: FilePath) -> Failure {
    count == 0
      ? Failure(zh: "没有 Word 稿件可以写成 \(path)", en: "there is no Word draft to write as \(path)")
      : Failure(
        zh: "\(count) 份稿件不能写成一个文件 \(path)，请指定文件夹", en: "\(count) drafts cannot become one file \(path): name a folder")
  }
}

extension CopyPlace {
  /// Writes the copy, completely or not at all, and through no symbolic link. Missing folders are made.
  package func write(_ bytes: [UInt8]) throws(Failure) {
    do throws(WritingFault) {
      try writing {
        try PendingFile.makeFolders(path.removingLastComponent())
        let place = try FilePlace(path)
        switch try place.type {
        case nil, .regular?: break
        case .symbolicLink?: throw WritingFault.link
        case _?: throw WritingFault.notAFile
        }
      }
      let old = try? FileContents.read(path)
      if let old, old == bytes { return }
      // A draft in which nothing was found has a copy that is equal to it.
      if let old, !WordReview.isCopy(old), old != (try? FileContents.read(draft)) {
        throw .notACopy
      }
      // A user who cannot read the draft cannot read the copy.
      let mode = (try? draft.stat().permissions.rawValue) ?? 0o600
      let file = try PendingFile(path, mode: mode & 0o666)
      try file.write(bytes)
      try file.commit()
    } catch {
      throw Failure(zh: "没有写：\(error.message.zh)", en: "not written: \(error.message.en)")
    }
  }
}
