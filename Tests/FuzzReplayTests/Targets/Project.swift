import Foundation
import Linting
import RuleEngine
import RuleFiles

/// The files of the project that targets need.
///
/// The rules are read from Rules, not from the program: the fuzzer is built without the plugin that prepares them.
enum Project {
  /// The folder of the project, found from the path of this file, which can be a link.
  static let folder: URL = {
    var folder = URL(filePath: #filePath)
    repeat { folder.deleteLastPathComponent() } while folder.path != "/" && !isProject(folder)
    return folder
  }()

  /// A setting from the environment.
  static func setting(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }

  /// The shipped rules.
  static func snapshot() throws -> RuleSnapshot { try snapshotResult.get() }

  /// The rules that only the fuzzer has: rules of every kind that match nearly everywhere.
  static func wildRules() throws -> RuleFolder {
    try RuleFolder(
      path: "WildRules", files: files(below: folder.appending(path: "Tests/FuzzReplayTests/WildRules")), isTrusted: true
    )
  }

  private static let snapshotResult = Result {
    try RuleSnapshot(checking: RuleFolder(path: "Rules", files: files(below: folder.appending(path: "Rules"))))
  }

  private static func isProject(_ folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: "Rules/definitions.yaml").path)
  }

  private static func files(below folder: URL) throws -> [(path: String, bytes: [UInt8])] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }.sorted().map {
      (path: $0, bytes: Array(try Data(contentsOf: folder.appending(path: $0))))
    }
  }
}

extension RuleSet {
  /// The rules as they are shipped.
  static func shipped() throws -> RuleSet { try shippedResult.get() }

  private static let shippedResult = Result { try RuleSet(shipped: Project.snapshot(), folders: []) }
}

extension Linter {
  /// A linter with all shipped rules.
  static func shipped() throws -> Linter { try shippedResult.get() }

  private static let shippedResult = Swift.Result { try Linter(.shipped(), selection: .all) }
}
