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

/// The places of the copies of all Word drafts in a run.
package struct CopyPlan {
  /// The suffix in the name of a copy, before the extension.
  package static let suffix = ".核稿"

  private let places: [FilePath: CopyPlace]

  /// Finds a place for the copy of each Word draft.
  ///
  /// - Parameters:
  ///   - drafts: All drafts of the run; only Word drafts get a copy.
  ///   - given: The files and folders that the user named. The path of a draft below a folder is kept.
  ///   - output: The file or the folder for the copies; nil to write each copy beside its draft.
  package init(_ drafts: [FilePath], under given: [FilePath], output: FilePath?) throws(CopyError) {
    let drafts = drafts.filter(\.isWordDocument)
    let folders = given.filter(\.isFolder)
    // An output that does not exist is a folder where drafts come from folders, or where its name has no extension.
    let isFolder =
      output.map {
        $0.isFolder || !$0.isWordDocument && (!folders.isEmpty || $0.lowercasedExtension == nil)
      } ?? false
    if let output, !isFolder {
      guard output.isWordDocument else { throw .notAWordName(output) }
      guard drafts.count == 1 else { throw .severalDrafts(output, drafts.count) }
    }
    var places: [FilePath: CopyPlace] = [:]
    var taken: Set<FilePath> = []
    for draft in drafts {
      var path = draft.withCopySuffix
      if let output { path = isFolder ? output.pushing(Self.relativePath(to: path, from: folders)) : output }
      guard path.lowercasedExtension == draft.lowercasedExtension else { throw .otherExtension(path, draft) }
      guard taken.insert(path).inserted else { throw .samePlace(path) }
      if let real = path.resolvingSymlinks(), drafts.contains(where: { $0.resolvingSymlinks() == real }) {
        throw .isDraft(path)
      }
      places[draft] = CopyPlace(draft: draft, path: path)
    }
    self.places = places
  }

  /// Returns the place of the copy of `draft`; nil for other drafts than Word drafts.
  package func place(for draft: FilePath) -> CopyPlace? { places[draft] }

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
  package var isCalledCopy: Bool { isWordDocument && stem?.hasSuffix(CopyPlan.suffix) == true }

  /// Whether the path contains `..`.
  fileprivate var leadsUp: Bool { components.contains { $0.kind == .parentDirectory } }

  fileprivate var isFolder: Bool { (try? stat().type) == .directory }

  /// The path of the copy beside a draft.
  fileprivate var withCopySuffix: FilePath {
    let name = (stem ?? "") + CopyPlan.suffix + (self.extension.map { "." + $0 } ?? "")
    return removingLastComponent().appending(name)
  }
}

/// The reason why a copy was not written. The old file is unchanged.
package enum CopyError: ExplainedError, Hashable {
  /// The name of one file was given for this number of drafts.
  case severalDrafts(FilePath, Int)
  /// The name of a copy is not that of a Word document.
  case notAWordName(FilePath)
  /// A copy would have another extension than its draft: Word refuses such a file.
  case otherExtension(FilePath, FilePath)
  /// The copies of two drafts would have the same path.
  case samePlace(FilePath)
  /// A copy would replace a draft.
  case isDraft(FilePath)
  /// The path has a file that no earlier run has written.
  case notOwn
  /// The file cannot or must not be written.
  case unwritable(WritingFault)

  /// What to tell the user.
  package var message: LocalizedText {
    switch self {
    case .severalDrafts(let path, 0):
      LocalizedText(zh: "没有 Word 稿件可以写成 \(path)", en: "there is no Word draft to write as \(path)")
    case .severalDrafts(let path, let count):
      LocalizedText(
        zh: "\(count) 份稿件不能写成一个文件 \(path)，请指定文件夹", en: "\(count) drafts cannot become one file \(path): name a folder")
    case .notAWordName(let path):
      LocalizedText(zh: "\(path) 不是 .docx 文件名，也不是文件夹", en: "\(path) is neither the name of a .docx nor a folder")
    case .otherExtension(let path, let draft):
      LocalizedText(
        zh: "\(path) 的扩展名应与稿件 \(draft) 相同", en: "\(path) must have the same extension as the draft \(draft)")
    case .samePlace(let path):
      LocalizedText(zh: "两份稿件的核稿副本都叫 \(path)", en: "the copies of two drafts would both be \(path)")
    case .isDraft(let path):
      LocalizedText(zh: "核稿副本会覆盖稿件 \(path)", en: "the copy would replace the draft \(path)")
    case .notOwn:
      LocalizedText(zh: "没有写：已有同名文件，且不是核稿副本", en: "not written: there is a file of that name which is no copy of ours")
    case .unwritable(let fault):
      LocalizedText(zh: "没有写：\(fault.message.zh)", en: "not written: \(fault.message.en)")
    }
  }
}

extension CopyPlace {
  /// Writes the copy, completely or not at all, and through no symbolic link. Missing folders are made.
  package func write(_ bytes: [UInt8]) throws(CopyError) {
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
    } catch {
      throw .unwritable(error)
    }
    let old = try? FileContents.read(path)
    if let old, old == bytes { return }
    // A draft in which nothing was found has a copy that is equal to it.
    if let old, !WordReview.isCopy(old), old != (try? FileContents.read(draft)) { throw .notOwn }
    do throws(WritingFault) {
      // A user who cannot read the draft cannot read the copy.
      let mode = (try? draft.stat().permissions.rawValue) ?? 0o600
      let file = try PendingFile(path, mode: mode & 0o666)
      try file.write(bytes)
      try file.commit()
    } catch {
      throw .unwritable(error)
    }
  }
}
