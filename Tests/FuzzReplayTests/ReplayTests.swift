import Foundation
import Testing

/// Runs the fuzz targets on the inputs that the fuzzer has kept, and on changed copies of them.
@Suite struct ReplayTests {
  /// The number of changed inputs for each target.
  private static let changes = 30

  @Test(arguments: FuzzTarget.all)
  func corpus(_ target: FuzzTarget) throws {
    for (name, input) in try target.corpus() { expectSound(target, input, name) }
  }

  @Test(arguments: FuzzTarget.all)
  func changedCorpus(_ target: FuzzTarget) throws {
    let inputs = try target.corpus().map(\.input)
    var mutation = Mutation(of: inputs, asText: target.isText)
    for number in 0..<Self.changes { expectSound(target, mutation.next(), "change \(number)") }
  }

  @Test func eachTargetHasACorpus() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: FuzzTarget.corpora.path).sorted()
    #expect(folders == FuzzTarget.all.map(\.name).sorted())
    for target in FuzzTarget.all { #expect(try target.corpus().count >= 3, "\(target.name)") }
  }

  private func expectSound(_ target: FuzzTarget, _ input: [UInt8], _ name: String) {
    do {
      try target.run(input)
    } catch {
      Issue.record("\(target.name), \(name): \(error)\n\(Data(input).base64EncodedString())")
    }
  }
}

extension FuzzTarget: CustomTestStringConvertible {
  var testDescription: String { name }

  /// The folder that has a folder of inputs for each target.
  static let corpora = Project.folder.appending(path: "Tests/Fuzzing/Corpus")

  /// Returns the stored inputs with the names of their files.
  func corpus() throws -> [(name: String, input: [UInt8])] {
    let folder = Self.corpora.appending(path: name)
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
      ($0, Array(try Data(contentsOf: folder.appending(path: $0))))
    }
  }
}
