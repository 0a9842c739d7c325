import DraftText
import SystemPackage
import WordText

/// Turns files into draft texts.
package enum DraftReader {
  /// Reads the draft at `path`; whatever its ending, unless that is known to be of something else, as plain text.
  package static func read(_ path: FilePath) throws(DraftError) -> SourceText {
    try refuse(ending: path.lowercasedEnding)
    return try decode(bytes(of: path), format: path.draftFormat)
  }

  /// Reads the draft at `path` and keeps its bytes.
  package static func readFile(_ path: FilePath) throws(DraftError) -> DraftFile {
    try refuse(ending: path.lowercasedEnding)
    return try DraftFile(bytes(of: path), named: path)
  }

  /// Takes `bytes` that came from elsewhere, standard input for instance, under the name `path`.
  package static func read(_ bytes: [UInt8], named path: FilePath) throws(DraftError) -> SourceText {
    try refuse(ending: path.lowercasedEnding)
    // What has no name shows by its first bytes what it is.
    let isArchive = path.lowercasedEnding == nil && BinaryFormat(magicNumberOf: bytes) == .zip
    return try decode(bytes, format: isArchive ? .word : path.draftFormat)
  }

  private static func refuse(ending: String?) throws(DraftError) {
    guard let ending else { return }
    if endingsOfOtherFiles.contains(ending) { throw .notADraft(ending: ending) }
  }

  /// Some of these hold text (RTF is all ASCII), but none the text of the draft.
  private static let endingsOfOtherFiles: Set<String> = [
    "doc", "dot", "wps", "wpt", "rtf", "odt", "pages", "pdf", "ofd", "xls", "xlsx", "et", "ppt", "pptx",
    "dps", "zip", "rar", "7z", "png", "jpg", "jpeg", "gif",
  ]

  private static func decode(_ bytes: [UInt8], format: DraftFormat) throws(DraftError) -> SourceText {
    guard !bytes.isEmpty else { throw .empty }
    let text = format == .word ? try word(bytes) : try plain(bytes, format)
    guard !text.isBlank else { throw .empty }
    return text
  }

  private static func plain(_ bytes: [UInt8], _ format: DraftFormat) throws(DraftError) -> SourceText {
    do throws(DecodingFailure) {
      return try SourceText(decoding: bytes, format: format)
    } catch {
      throw .undecodable(error)
    }
  }

  private static func word(_ bytes: [UInt8]) throws(DraftError) -> SourceText {
    do throws(WordFailure) {
      return try SourceText(wordDocument: bytes)
    } catch {
      throw .word(error)
    }
  }

  private static func bytes(of path: FilePath) throws(DraftError) -> [UInt8] {
    do {
      return try FileContents.read(path)
    } catch {
      throw DraftError(error)
    }
  }
}

extension SourceText {
  /// Whether there is nothing but white space in the text.
  var isBlank: Bool {
    var bytes = utf8.makeIterator()
    var decoder = UTF8()
    while case .scalarValue(let scalar) = decoder.decode(&bytes) {
      if !scalar.properties.isWhitespace { return false }
    }
    return true
  }
}

extension FilePath {
  /// How a draft of this name is marked up.
  fileprivate var draftFormat: DraftFormat {
    switch lowercasedEnding {
    case "md": .markdown
    // With macros, or as a template, it is the same.
    case "docx", "docm", "dotx", "dotm": .word
    default: .plainText
    }
  }
}
