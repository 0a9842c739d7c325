import DraftText
import SystemPackage

/// A draft to check, or a path without a draft.
package struct DraftInput: Sendable {
  /// The path in messages: as the user gave it, or the given folder with the path below it.
  package let path: FilePath
  /// The bytes of standard input; nil for a file.
  package let standardInput: [UInt8]?
  /// The reason why there is nothing to check; nil for a draft.
  package var error: DraftError?
  /// Whether this is a document that is skipped. It is reported, but is no failure.
  package var isSkipped = false
  /// Whether the user named this path, so that it must be a draft.
  package var isNamed = true

  /// Makes the input of a path that the user named.
  package init(_ path: FilePath, standardInput: [UInt8]? = nil) {
    (self.path, self.standardInput) = (path, standardInput)
  }

  /// The path of a file; nil for standard input, and where there is no draft.
  package var filePath: FilePath? { standardInput == nil && error == nil ? path : nil }

  /// Reads the bytes of the draft and their text.
  package func readFile() throws(DraftError) -> DraftFile {
    if let error { throw error }
    guard let standardInput else { return try DraftFile(path) }
    return try DraftFile(standardInput, named: path)
  }

  /// Reads the text of the draft.
  package func read() throws(DraftError) -> SourceText { try readFile().source }
}
