import Foundation
import RuleFiles

/// Reads a folder of rule files and writes it into a Swift file: `prepare-rules FOLDER OUTPUT`.
@main
enum PrepareRules {
  static func main() {
    guard CommandLine.arguments.count == 3 else { fail("error: usage: prepare-rules FOLDER OUTPUT") }
    do {
      let rules = try RuleSnapshot(reading: folder(at: CommandLine.arguments[1]))
      try Data(source(of: rules.text()).utf8).write(to: URL(filePath: CommandLine.arguments[2]))
    } catch let error as RuleSetError {
      fail(error.rendered(in: .en))
    } catch {
      fail("error: \(error)")
    }
  }

  private static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(1)
  }

  /// Returns the files below `path`; none if there is no such folder.
  private static func folder(at path: String) throws -> RuleFolder {
    let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    let folder = URL(filePath: path, directoryHint: .isDirectory)
    let files = try names.sorted().compactMap { name -> (path: String, bytes: [UInt8])? in
      let url = folder.appending(path: name)
      guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { return nil }
      return (name, Array(try Data(contentsOf: url)))
    }
    return RuleFolder(path: path, files: files)
  }

  private static func source(of rules: String) -> String {
    """
    import RuleFiles

    extension ShippedRules {
      static let text: StaticString = \(literal(rules))
    }

    """
  }

  private static func literal(_ text: String) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "\"": literal += "\\\(scalar)"
      // Invisible characters and line ends must be escaped in a literal.
      case _ where scalar.properties.generalCategory == .control || scalar.properties.isDefaultIgnorableCodePoint:
        literal += "\\u{\(String(scalar.value, radix: 16))}"
      case "\u{2028}", "\u{2029}", "\u{FEFF}": literal += "\\u{\(String(scalar.value, radix: 16))}"
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\""
  }
}
