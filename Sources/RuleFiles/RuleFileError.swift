import Diagnostics
import DraftText

/// An error in a rule file, with its position.
package struct RuleFileError: Error, Hashable, Sendable {
  /// The path of the file, for messages to the user.
  package let path: String
  /// The line, from 1.
  package let line: Int
  /// The column, from 1, in code points.
  package let column: Int
  /// The description of the error.
  package let message: LocalizedText
  /// The line of the file, a line end, and a caret under the column; nil if the text is not available.
  package let excerpt: String?

  /// Makes an error.
  package init(path: String, line: Int, column: Int, message: LocalizedText, excerpt: String? = nil) {
    self.path = path
    self.line = line
    self.column = column
    self.message = message
    self.excerpt = excerpt
  }

  /// Returns the error as a compiler prints it: `path:line:column: error: message`, and the excerpt. The text has no
  /// final line end and no character that controls a terminal.
  package func rendered(in language: Language) -> String {
    let label = LocalizedText(zh: "错误", en: "error")[language]
    let headline = "\(printable(path)):\(line):\(column): \(label): \(printable(message[language]))"
    return excerpt.map { "\(headline)\n\($0)" } ?? headline
  }
}

/// The errors of a set of rule files.
package struct RuleSetError: Error, Hashable, Sendable {
  /// The errors, by file and position; never empty.
  package let errors: [RuleFileError]

  /// Sorts `errors`, of which there is at least one.
  package init(_ errors: [RuleFileError]) {
    self.errors = Set(errors).sorted {
      ($0.path, $0.line, $0.column, $0.message.en) < ($1.path, $1.line, $1.column, $1.message.en)
    }
  }

  /// Returns the errors as a compiler prints them, one below the other, without a final line end.
  package func rendered(in language: Language) -> String {
    errors.map { $0.rendered(in: language) }.joined(separator: "\n")
  }
}

/// An error in an option of a rule that decodes but cannot be used, for example a group that the pattern does not have.
package struct OptionError: Error, Hashable, Sendable {
  /// The key in the rule file, from which the loader finds line and column.
  package let key: String
  /// The description of the error.
  package let message: LocalizedText

  /// Makes an error in the value of `key`.
  package init(_ key: String, zh: String, en: String) {
    self.init(key, LocalizedText(zh: zh, en: en))
  }

  package init(_ key: String, _ message: LocalizedText) {
    self.key = key
    self.message = message
  }
}

/// Collects the errors of the rule files, so that all are reported at once; for one file at most
/// ``YAMLFile/mostErrors`` and a note.
package final class ErrorLog {
  package private(set) var errors: [RuleFileError] = []
  /// The number of reported errors in the values of each file.
  private var counts: [String: Int] = [:]

  package init() {}

  package func report(_ error: NodeError, in file: RuleFile) {
    let number = counts[file.displayPath, default: 0]
    guard number <= YAMLFile.mostErrors else { return }
    counts[file.displayPath] = number + 1
    errors.append(file.yaml.error(error, number: number))
  }

  package func report(_ error: RuleFileError) { errors.append(error) }

  /// Runs `body`, which reads `file`, and reports the errors that it throws; nil if it throws.
  package func attempt<Value>(in file: RuleFile, _ body: () throws -> Value) -> Value? {
    do {
      return try body()
    } catch let error as NodeError {
      report(error, in: file)
    } catch let error as NodeErrors {
      for error in error.errors { report(error, in: file) }
    } catch let error as OptionError {
      let entry = file.root.entries?.first { $0.key == error.key }
      report(NodeError(error.message, at: entry?.value.position ?? file.root.position), in: file)
    } catch {
      report(NodeError(.init(verbatim: String(describing: error)), at: file.root.position), in: file)
    }
    return nil
  }
}
