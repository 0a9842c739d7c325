import Diagnostics

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
