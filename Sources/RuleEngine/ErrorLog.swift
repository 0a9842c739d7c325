import Diagnostics
import DraftText

/// Collects what is wrong with the rule files, so that all of it can be said at once.
final class ErrorLog {
  private(set) var errors: [RuleFileError] = []

  func report(_ error: NodeError, in file: RuleFile) { errors.append(file.error(error)) }

  func report(_ error: RuleFileError) { errors.append(error) }

  /// Does `body`, which reads `file`, and reports what it throws. Nil when it throws.
  func attempt<Value>(in file: RuleFile, _ body: () throws -> Value) -> Value? {
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
