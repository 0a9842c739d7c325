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
    guard source.format != .word else { throw .wordDocument }
    guard source.isEncodingCertain else { throw .uncertainEncoding(source.encoding) }
    return source.encoded(text.utf8)
  }
}
