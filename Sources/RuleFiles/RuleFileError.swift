import Diagnostics
import DraftText

/// What is wrong with a rule file, and where.
package struct RuleFileError: Error, Hashable, Sendable {
  /// The file, as the user knows it.
  package let path: String
  /// The line, from 1.
  package let line: Int
  /// The column, from 1, in code points.
  package let column: Int
  /// What is wrong.
  package let message: LocalizedText
  /// The line of the file and under it a caret, with a line end between them; nil where the text is not at hand.
  package let excerpt: String?

  /// Says what is wrong.
  package init(path: String, line: Int, column: Int, message: LocalizedText, excerpt: String? = nil) {
    self.path = path
    self.line = line
    self.column = column
    self.message = message
    self.excerpt = excerpt
  }

  /// The error as a compiler prints it: `path:line:column: error: message`, and the excerpt. Without a final line end, and
  /// with nothing in it that a terminal would obey.
  package func rendered(in language: Language) -> String {
    let label = LocalizedText(zh: "错误", en: "error")[language]
    let headline = "\(printable(path)):\(line):\(column): \(label): \(printable(message[language]))"
    return excerpt.map { "\(headline)\n\($0)" } ?? headline
  }
}

/// All that is wrong with a set of rule files.
package struct RuleSetError: Error, Hashable, Sendable {
  /// The faults, by file and place; never empty.
  package let errors: [RuleFileError]

  /// Sorts `errors`, at least one.
  package init(_ errors: [RuleFileError]) {
    self.errors = Set(errors).sorted {
      ($0.path, $0.line, $0.column, $0.message.en) < ($1.path, $1.line, $1.column, $1.message.en)
    }
  }

  /// The errors as a compiler prints them, one under the other. Without a final line end.
  package func rendered(in language: Language) -> String {
    errors.map { $0.rendered(in: language) }.joined(separator: "\n")
  }
}

/// An option of a rule that decodes but cannot be used: a group that the pattern does not have, for instance.
package struct OptionError: Error, Hashable, Sendable {
  /// The key of the rule file, so that the loader can name line and column.
  package let key: String
  /// What is wrong.
  package let message: LocalizedText

  /// Names a key and what is wrong with its value.
  package init(_ key: String, zh: String, en: String) {
    self.init(key, LocalizedText(zh: zh, en: en))
  }

  package init(_ key: String, _ message: LocalizedText) {
    self.key = key
    self.message = message
  }
}

/// Collects what is wrong with the rule files, so that all of it can be said at once; of one file no more than
/// ``YAMLFile/mostErrors``.
package final class ErrorLog {
  package private(set) var errors: [RuleFileError] = []
  /// How many were reported of the values of each file.
  private var counts: [String: Int] = [:]

  package init() {}

  package func report(_ error: NodeError, in file: RuleFile) {
    let number = counts[file.displayPath, default: 0]
    guard number <= YAMLFile.mostErrors else { return }
    counts[file.displayPath] = number + 1
    errors.append(file.error(error, number: number))
  }

  package func report(_ error: RuleFileError) { errors.append(error) }

  /// Does `body`, which reads `file`, and reports what it throws. Nil when it throws.
  package func attempt<Value>(in file: RuleFile, _ body: () throws -> Value) -> Value? {
    do {
      return try body()
    } catch let error as NodeError {
      report(error, in: file)
    } catch let error as NodeErrors {
      for error in error.errors { report(error, in: file) }
    } catch let error as RuleFileError {
      report(error)
    } catch let error as OptionError {
      let entry = file.root.entries?.first { $0.key == error.key }
      report(NodeError(error.message, at: entry?.value.position ?? file.root.position), in: file)
    } catch {
      report(NodeError(.init(verbatim: String(describing: error)), at: file.root.position), in: file)
    }
    return nil
  }
}
