import Diagnostics
import DraftText
import Linting
import Reporting
import SystemPackage

/// One input of a check.
enum DraftInput: Sendable {
  /// A file that the user has named.
  case file(FilePath)
  /// A file that was found in a folder or named by a hook, so that it need not be a draft.
  case found(FilePath)
  /// The bytes of standard input, and their name.
  case standardInput([UInt8], name: FilePath)
  /// A path at which there is no draft.
  case missing(FilePath, DraftError)
  /// A document in a folder that is skipped.
  case skipped(FilePath, DraftError)

  /// The path as it is shown.
  var path: FilePath {
    switch self {
    case .file(let path), .found(let path), .standardInput(_, let path), .missing(let path, _),
      .skipped(let path, _):
      path
    }
  }

  /// The text of the draft.
  func read() throws(DraftError) -> SourceText { try readFile().source }

  /// The bytes of standard input; nil for any other input.
  var standardInput: [UInt8]? {
    if case .standardInput(let bytes, _) = self { bytes } else { nil }
  }

  /// The bytes of the draft and its text.
  func readFile() throws(DraftError) -> DraftFile {
    switch self {
    case .file(let path), .found(let path): try DraftFile(path)
    case .standardInput(let bytes, let name): try DraftFile(bytes, named: name)
    case .missing(_, let error), .skipped(_, let error): throw error
    }
  }

  /// Returns the reported form of an error that prevents the check.
  func report(_ error: DraftError) -> ReportedError {
    let isSkipped =
      switch self {
      case .skipped: true
      case .found: error.meansNoDraft
      case .file, .standardInput, .missing: false
      }
    return ReportedError(path: path.string, message: error.message, isSkipped: isSkipped)
  }

  /// The path of a file; nil for any other input.
  var filePath: FilePath? {
    switch self {
    case .file(let path), .found(let path): path
    case .standardInput, .missing, .skipped: nil
    }
  }

  /// The same input from a hook: a file need not be a draft, and empty standard input is skipped.
  var fromHook: DraftInput {
    switch self {
    case .file(let path): .found(path)
    case .standardInput(let bytes, let name) where bytes.isEmpty: .skipped(name, .empty)
    case .found, .standardInput, .missing, .skipped: self
    }
  }
}

extension DraftInput {
  /// Returns the inputs of a command line: searches folders, and reads lists and standard input.
  ///
  /// - Parameters:
  ///   - exclusions: The paths that are skipped when folders are searched.
  ///   - language: The language of notes about skipped links.
  /// - Throws: A ``RunFailure`` when the list or standard input cannot be read.
  static func inputs(
    paths: [String], stdinFilename: String?, filesFrom: String?, skipping exclusions: Exclusions, language: Language
  ) throws(RunFailure) -> [DraftInput] {
    var paths = paths
    if let filesFrom {
      paths += try list(filesFrom)
    } else if paths.isEmpty {
      paths = ["."]
    }
    // Standard input keeps its place among the paths.
    var finder = DraftFinder(skipping: exclusions)
    defer { Notice.skippedLinks(finder.skippedLinks, in: language) }
    guard let dash = paths.firstIndex(of: "-") else { return drafts(under: paths, &finder) }
    let bytes = try contents(of: "-")
    return drafts(under: Array(paths[..<dash]), &finder)
      + [.standardInput(bytes, name: FilePath(native: stdinFilename ?? "<stdin>"))]
      + drafts(under: paths[dash...].filter { $0 != "-" }, &finder)
  }

  private static func drafts(under paths: [String], _ finder: inout DraftFinder) -> [DraftInput] {
    finder.drafts(under: paths.map { FilePath(native: $0) }).map { candidate in
      guard let error = candidate.error else {
        return candidate.isNamed ? .file(candidate.path) : .found(candidate.path)
      }
      return candidate.isSkipped ? .skipped(candidate.path, error) : .missing(candidate.path, error)
    }
  }

  private static func list(_ file: String) throws(RunFailure) -> [String] {
    if file != "-" { try Environment.refuseLinkOut(FilePath(native: file)) }
    let bytes = try contents(of: file)
    let separators: Set<UInt8> = bytes.contains(0) ? [0] : [0x0A, 0x0D]
    // In a list, `-` is an ordinary file name.
    return bytes.split(whereSeparator: separators.contains).map { String(native: $0) }
      .map { $0 == "-" ? "./-" : $0 }
  }

  private static func contents(of file: String) throws(RunFailure) -> [UInt8] {
    do throws(Errno) {
      return try file == "-" ? FileContents.read(.standardInput) : FileContents.read(FilePath(native: file))
    } catch {
      throw RunFailure(file == "-" ? "<stdin>" : FilePath(native: file).string, DraftError(error))
    }
  }
}

extension DraftError {
  /// Whether the error only means that the file is empty or no draft.
  fileprivate var meansNoDraft: Bool {
    switch self {
    case .empty, .notADraft: true
    default: false
    }
  }
}
