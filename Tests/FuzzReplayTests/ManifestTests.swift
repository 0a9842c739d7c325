import Foundation
import Testing

/// The package that fuzzes declares the modules of zhangfa again. Nothing else builds it in CI, so a dependency that it
/// lacks would be noticed only by the next person who fuzzes.
@Suite struct ManifestTests {
  private static let root = URL(filePath: #filePath).appending(path: "../../..").standardized

  /// Returns the dependencies of each library target in the manifest at `path`, by the name of the target.
  private static func dependencies(in path: String) throws -> [String: Set<String>] {
    let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
    return text.matches(of: /\.target\(\s*name: "(?<name>\w+)",\s*dependencies: \[(?<list>[^\]]*)\]/).reduce(into: [:])
    {
      $0[String($1.name)] = Set($1.list.matches(of: /(?:name: )?"(?<name>\w+)"/).map { String($0.name) })
    }
  }

  /// Returns the files that the modules in the manifest at `path` embed.
  private static func embeddedFiles(in path: String) throws -> Set<String> {
    let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
    return Set(text.matches(of: /\.embedInCode\("(?<file>[^"]+)"\)/).map { String($0.file) })
  }

  @Test func theFuzzerEmbedsTheSameFiles() throws {
    // The page in the browser is not fuzzed.
    let own = try Self.embeddedFiles(in: "Package.swift").filter { !$0.hasPrefix("page.") }
    #expect(own == (try Self.embeddedFiles(in: "Tests/Fuzzing/Package.swift")) && !own.isEmpty)
  }

  @Test func theFuzzerDeclaresTheSameDependencies() throws {
    let own = try Self.dependencies(in: "Package.swift")
    let fuzzed = try Self.dependencies(in: "Tests/Fuzzing/Package.swift")
    try #require(fuzzed.count > 10)
    for (name, dependencies) in fuzzed { #expect(dependencies == own[name], "\(name)") }
    // Each module that is fuzzed has its dependencies declared, too.
    let modules = Set(own.keys)
    for (name, dependencies) in fuzzed {
      #expect(dependencies.intersection(modules).isSubset(of: fuzzed.keys), "\(name)")
    }
  }
}
