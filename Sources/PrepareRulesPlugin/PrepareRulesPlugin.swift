import Foundation
import PackagePlugin

/// Puts the rule files of `Rules/` into the target at build time. A rule file that cannot be read is a build error.
@main
struct PrepareRulesPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let rules = context.package.directoryURL.appending(path: "Rules", directoryHint: .isDirectory)
    let output = context.pluginWorkDirectoryURL.appending(path: "RuleSnapshot.swift", directoryHint: .notDirectory)
    return [
      .buildCommand(
        displayName: "Preparing the shipped rules",
        executable: try context.tool(named: "prepare-rules").url,
        arguments: [rules.path(percentEncoded: false), output.path(percentEncoded: false)],
        inputFiles: inputs(below: rules), outputFiles: [output])
    ]
  }

  /// Returns `folder` and all files and folders below it. A folder changes when a file is added or removed.
  private func inputs(below folder: URL) -> [URL] {
    guard FileManager.default.fileExists(atPath: folder.path(percentEncoded: false)) else { return [] }
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return [folder] + (files?.compactMap { $0 as? URL } ?? [])
  }
}
