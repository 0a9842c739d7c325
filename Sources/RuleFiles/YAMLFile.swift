import Diagnostics
import DraftText

/// A YAML file of a user: what it says, and how to say what is wrong with it.
package struct YAMLFile: Sendable {
  /// How many errors of one file are said; nobody mends more at once.
  static let mostErrors = 200
  /// How many bytes a file may have.
  package static let byteLimit = YAMLReader.byteLimit

  /// The path as the user knows it.
  package let path: String
  /// What it says.
  package let root: DataNode
  /// The lines of the text; empty where the text is not at hand.
  private let lines: [Substring]

  /// Takes a file that has been read before; its text is not at hand.
  package init(path: String, root: DataNode) {
    self.path = path
    self.root = root
    lines = []
  }

  /// Reads UTF-8, with or without a byte order mark.
  ///
  /// - Parameter mayBeEmpty: Whether a file of nothing but comments is a mapping without keys, and no error.
  package init(path: String, bytes: [UInt8], mayBeEmpty: Bool = false) throws(RuleFileError) {
    guard bytes.count <= YAMLReader.byteLimit else {
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

  /// Decodes the whole file strictly: unknown keys, missing values and wrong types are errors with their place.
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

  /// An error of this file.
  package func error(_ error: NodeError) -> RuleFileError { RuleFileError(error, path: path, lines: lines) }

  /// The error of this file with this number, from 0; behind the last that is said it says that there are more.
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
  /// Puts the error of a value into its file. Without the lines of the file it points to the value as a whole.
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

  /// How many columns of a terminal an excerpt takes, the marks of its cuts included.
  private static let width = 102

  /// A line with a caret under one of its columns, cut to what fits on a screen.
  ///
  /// - Parameter column: The column from 1, in code points; one past the end is the place after the last.
  package static func excerpt(of line: Substring, column: Int) -> String {
    let scalars = line.unicodeScalars
    let place =
      scalars.index(scalars.startIndex, offsetBy: max(0, column - 1), limitedBy: scalars.endIndex)
      ?? scalars.endIndex
    // Of a long line no more is looked at than can be shown, many characters without a width included.
    let reach = 10 * width
    let start = scalars.index(place, offsetBy: -reach, limitedBy: scalars.startIndex) ?? scalars.startIndex
    let end = scalars.index(place, offsetBy: reach, limitedBy: scalars.endIndex) ?? scalars.endIndex
    let offset = line.utf8.distance(from: start, to: place)
    let excerpt = Excerpt(of: SourceText(String(scalars[start..<end])), at: [TextRange(offset, offset)], width: width)
    // A wide character has one caret too.
    return "\(excerpt.text)\n\(excerpt.marks.prefix { $0 != "^" })^"
  }
}

extension LocalizedText {
  fileprivate static func tooManyErrors(_ limit: Int) -> LocalizedText {
    .init(zh: "错误超过 \(limit) 处，其余不再列出", en: "more than \(limit) errors; the others are not listed")
  }
}

/// How many code points lie between the beginning of a YAML scalar and the place of byte `offset` of its value.
///
/// - Returns: 0 where that cannot be told, as in a scalar of several lines, or a double-quoted one with escapes.
private func columns(to offset: Int, inScalarAt column: Int, of line: Substring) -> Int {
  guard offset > 0 else { return 0 }
  // Quotation marks are written twice.
  let text = Array(line.unicodeScalars.dropFirst(column - 1).prefix(2 * offset + 2))
  guard let first = text.first, first != "|", first != ">" else { return 0 }
  let isQuoted = first == "'" || first == "\""
  var index = isQuoted ? 1 : 0
  var bytes = 0
  while bytes < offset, index < text.count {
    if first == "\"", text[index] == "\\" || text[index] == "\"" { return 0 }
    if first == "'", text[index] == "'" {
      // A quotation mark inside is written twice.
      guard index + 1 < text.count, text[index + 1] == "'" else { return 0 }
      index += 1
    }
    bytes += text[index].utf8Count
    index += 1
  }
  return bytes == offset ? index : 0
}
