import DraftText
import SystemPackage

/// The bytes of a draft and what they say.
package struct DraftFile: Sendable {
  /// The bytes as they came.
  package let bytes: [UInt8]
  /// The text that they hold.
  package let source: SourceText

  /// Takes `bytes` that were read elsewhere, under the name `path`.
  package init(_ bytes: [UInt8], named path: FilePath) throws(DraftError) {
    self.bytes = bytes
    source = try DraftReader.read(bytes, named: path)
  }

  /// The bytes of the file with `text`, a changed ``source``, in it. What was not changed comes out byte for byte.
  package func bytes(of text: SourceText) throws(FixError) -> [UInt8] {
    guard try encoded(source) == bytes else { throw .notReversible(source.encoding) }
    return try encoded(text)
  }

  private func encoded(_ text: SourceText) throws(FixError) -> [UInt8] {
    do throws(EncodingFailure) {
      return try source.encoded(text.utf8)
    } catch {
      switch error {
      case .converterMissing(let encoding): throw .converterMissing(encoding)
      case .noSuchCharacter(let encoding, let offset):
        let character = String(decoding: text.utf8[offset...].prefix(4), as: UTF8.self).unicodeScalars.first
        throw .noSuchCharacter(character.map(String.init) ?? "", encoding)
      }
    }
  }
}
