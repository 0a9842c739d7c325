import ArgumentParser
import Diagnostics
import DraftText
import Linting
import Reporting
import SystemPackage
import ZhangfaCore

/// The formats of the reports of `compare`, `recheck` and `learn`.
enum ComparisonFormat: String, ExpressibleByArgument, CaseIterable {
  case text, html, json
}

/// A report of `compare`, `recheck` or `learn`.
protocol ComparisonReporting: Bilingual {
  /// The report for a terminal.
  var text: String { get }
  /// The report as a page to read and print.
  var page: String { get }
  /// The report for other programs, version 1. Lines and columns count from 1, columns in code points.
  var json: JSON { get }
}

extension ComparisonReporting {
  /// Writes the report to standard output.
  func write(as format: ComparisonFormat) throws {
    switch format {
    case .text: try StandardStream.writeOutput(text)
    case .html: try StandardStream.writeOutput(page)
    case .json: try StandardStream.writeOutput(json)
    }
  }
}

extension LinterProvider {
  /// Reads the draft `file`, and makes a value of its path, its text and the linter for it.
  mutating func read<Value>(
    _ file: String, _ make: (String, SourceText, Linter) throws(DraftError) -> Value
  ) throws -> Value {
    let path = FilePath(native: file)
    let linter = try linter(for: path)
    do throws(DraftError) {
      return try make(path.string, DraftReader.read(path), linter)
    } catch {
      throw Failure(path, error)
    }
  }
}
