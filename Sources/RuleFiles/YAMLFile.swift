import Diagnostics
import DraftText

/// A YAML file of a user: its content, and its text for error messages.
package struct YAMLFile: Sendable {
  /// The most errors reported for one file; nobody fixes more at once.
  static let mostErrors = 200
  /// The largest size of a file, in bytes.
  package static let byteLimit = 1 << 20

  /// The path for messages to the user.
  package let path: String
  /// The content of the file.
  package let root: DataNode
  /// The lines of the text; empty if the text is not available.
  private let lines: [Substring]

  /// Takes a file that was read before; its text is not available.
  package init(path: String, root: DataNode) {
    self.path = path
    self.root = root
    lines = []
  }

  /// Reads UTF-8, with or without a byte order mark.
  ///
  /// - Parameter mayBeEmpty: Whether a file with only comments is a mapping without keys instead of an error.
  package init(path: String, bytes: [UInt8], mayBeEmpty: Bool = false) throws(RuleFileError) {
    guard bytes.count <= Self.byteLimit else {
      throw RuleFileError(.tooLarge, path: path, lines: [])
    }
    guard let text = String(validating: bytes.withoutByteOrderMark, as: UTF8.self) else {
      throw Self.invalidUTF8(in: bytes, path: path)
    }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    do {
      root = try YAMLReader.read(text, mayBeEmpty: mayBeEmpty)
    } catch {
      throw RuleFileError(error, path: path, lines: lines)
    }
    self.path = path
    self.lines = lines
  }

  /// Decodes the whole file strictly: unknown keys, missing values and wrong types are errors with a position.
  package func decode<Value: Decodable>(_ type: Value.Type) throws(RuleSetError) -> Value {
    do {
      return try NodeDecoder(root).decode(type)
    } catch let error as NodeError {
      throw RuleSetError([self.error(error)])
    } catch let errors as NodeErrors {
      throw RuleSetError(errors.errors.indices.prefix(Self.mostErrors + 1).map { error(errors.errors[$0], number: $0) })
    } catch {
      throw RuleSetError([self.error(NodeError(.init(verbatim: String(describing: error)), at: root.position))])
    }
  }

  /// Returns `error` with the path and the text of this file.
  package func error(_ error: NodeError) -> RuleFileError { RuleFileError(error, path: path, lines: lines) }

  /// Returns the error with this number, from 0; after ``mostErrors`` errors, one that says that there are more.
  func error(_ error: NodeError, number: Int) -> RuleFileError {
    if number < Self.mostErrors { return self.error(error) }
    return self.error(NodeError(.tooManyErrors(Self.mostErrors), at: error.position))
  }

  private static func invalidUTF8(in bytes: [UInt8], path: String) -> RuleFileError {
    let count = bytes.withUnsafeBufferPointer(firstInvalidUTF8Byte) ?? bytes.count
    let text = String(decoding: bytes.prefix(count), as: UTF8.self)
    return RuleFileError(
      NodeError(.init(zh: "文件不是 UTF-8 编码", en: "the file is not UTF-8"), at: LinePosition(endOf: text)), path: path,
      lines: text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline))
  }
}

extension LocalizedText {
  fileprivate static func tooManyErrors(_ limit: Int) -> LocalizedText {
    .init(zh: "错误超过 \(limit) 处，其余不再列出", en: "more than \(limit) errors; the others are not listed")
  }
}

extension String {
  /// The text as YAML has it between single quotation marks. It must stand on one line.
  package var yamlQuoted: String {
    // By scalars: a mark with an accent on it is another character, but not for YAML.
    unicodeScalars.reduce(into: "'") { $0 += $1 == "'" ? "''" : String($1) } + "'"
  }
}
