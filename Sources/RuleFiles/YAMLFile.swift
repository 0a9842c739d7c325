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
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var text = ""
    decoding: while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): text.unicodeScalars.append(scalar)
      case .emptyInput, .error: break decoding
      }
    }
    return RuleFileError(
      NodeError(.init(zh: "文件不是 UTF-8 编码", en: "the file is not UTF-8"), at: LinePosition(endOf: text)), path: path,
      lines: text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline))
  }
}

extension RuleFileError {
  /// Adds a file to the error of a value. Without the lines of the file, the error points to the whole value.
  fileprivate init(_ error: NodeError, path: String, lines: [Substring]) {
    let number = error.position.line
    guard lines.indices.contains(number - 1) else {
      self.init(path: path, line: number, column: error.position.column, message: error.message)
      return
    }
    let line = lines[number - 1]
    let column = error.position.column + columns(to: error.offset, inScalarAt: error.position.column, of: line)
    self.init(
      path: path, line: number, column: column, message: error.message,
      excerpt: Self.excerpt(of: line, column: column))
  }

  /// The width of an excerpt in columns of a terminal, including the marks where it is cut.
  private static let width = 102

  /// Returns a line, cut to the width of a screen, with a caret under one of its columns.
  ///
  /// - Parameter column: The column from 1, in code points; it can be one past the end of the line.
  package static func excerpt(of line: Substring, column: Int) -> String {
    let scalars = line.unicodeScalars
    let place =
      scalars.index(scalars.startIndex, offsetBy: max(0, column - 1), limitedBy: scalars.endIndex)
      ?? scalars.endIndex
    // Of a long line, only as much is read as can be shown, with room for characters without width.
    let reach = 10 * width
    let start = scalars.index(place, offsetBy: -reach, limitedBy: scalars.startIndex) ?? scalars.startIndex
    let end = scalars.index(place, offsetBy: reach, limitedBy: scalars.endIndex) ?? scalars.endIndex
    let offset = line.utf8.distance(from: start, to: place)
    let excerpt = Excerpt(of: SourceText(String(scalars[start..<end])), at: [TextRange(offset, offset)], width: width)
    // A wide character also gets only one caret.
    return "\(excerpt.text)\n\(excerpt.marks.prefix { $0 != "^" })^"
  }
}

extension LocalizedText {
  fileprivate static func tooManyErrors(_ limit: Int) -> LocalizedText {
    .init(zh: "错误超过 \(limit) 处，其余不再列出", en: "more than \(limit) errors; the others are not listed")
  }
}

/// Returns the number of code points from the beginning of a YAML scalar to byte `offset` of its value.
///
/// - Returns: 0 if it cannot be told, as in a scalar of several lines or a double-quoted scalar with escapes.
private func columns(to offset: Int, inScalarAt column: Int, of line: Substring) -> Int {
  guard offset > 0 else { return 0 }
  // The source can be twice as long as the value: quotation marks are written twice.
  let text = Array(line.unicodeScalars.dropFirst(column - 1).prefix(2 * offset + 2))
  guard let first = text.first, first != "|", first != ">" else { return 0 }
  let isQuoted = first == "'" || first == "\""
  var index = isQuoted ? 1 : 0
  var bytes = 0
  while bytes < offset, index < text.count {
    if first == "\"", text[index] == "\\" || text[index] == "\"" { return 0 }
    if first == "'", text[index] == "'" {
      // A quotation mark inside the scalar is written twice.
      guard index + 1 < text.count, text[index + 1] == "'" else { return 0 }
      index += 1
    }
    bytes += text[index].utf8Count
    index += 1
  }
  return bytes == offset ? index : 0
}
