import Foundation
import RuleEngine
import RuleFiles
import SystemPackage
import TestSupport
import Testing

@testable import Linting

/// The folders in which configurations are searched.
@Suite struct ConfigurationFinderTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.makeFolder("d/.git")
  }

  /// An unreadable configuration is read only once, not for each draft: each attempt can take seconds.
  @Test func unreadableConfigurationIsReadOnlyOnce() throws {
    let file = place.folder.appending(path: "d/.zhangfa.yaml")
    #expect(mkfifo(file.path, 0o600) == 0)
    let finder = ConfigurationFinder(.nearest, workingFolder: FilePath(place.folder.path))
    #expect(throws: RuleSetError.self) { try finder.configuration(for: "d/a.txt") }
    try FileManager.default.removeItem(at: file)
    for draft in ["d/a.txt", "d/b.txt", "d/e/c.txt", "d/f/c.txt"] {
      #expect(throws: RuleSetError.self, "\(draft)") { try finder.configuration(for: FilePath(draft)) }
    }
    let another = ConfigurationFinder(.nearest, workingFolder: FilePath(place.folder.path))
    #expect(try another.configuration(for: "d/a.txt") == nil)
  }
}
