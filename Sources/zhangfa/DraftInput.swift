import Diagnostics
import DraftText
import Linting
import Reporting
import SystemPackage

/// One thing to check.
enum DraftInput: Sendable {
  /// A file that the user has named.
  case file(FilePath)
  /// A file that a folder holds, or that a hook hands over: nobody says that it is a draft.
  case found(FilePath)
  /// What came through standard input, and what it is called.
  case standardInput([UInt8], name: FilePath)
  /// A path that leads to no draft.
  case missing(FilePath, DraftError)
  /// A document of a folder that is not read.
  case passedOver(FilePath, DraftError)

  /// The path as it is shown.
  var path: FilePath {
    switch self {
    case .file(let path), .found(let path), .standardInput(_, let path), .missing(let path, _),
      .passedOver(let path, _):
      path
    }
  }

  /// The text of the draft.
  func read() throws(DraftError) -> SourceText { try readFile().source }

  /// What came through standard input; nil for anything else.
  var standardInput: [UInt8]? {
    if case .standardInput(let bytes, _) = self { bytes } else { nil }
  }

  /// The bytes of the draft and its text.
  func readFile() throws(DraftError) -> DraftFile {
    switch self {
    case .file(let path), .found(let path): try DraftFile(path)
    case .standardInput(let bytes, let name): try DraftFile(bytes, named: name)
    case .missing(_, let error), .passedOver(_, let error): throw error
    }
  }

  /// Tells why it cannot be checked.
  func report(_ error: DraftError) -> ReportedError {
    let isPassedOver =
      switch self {
      case .passedOver: true
      case .found: error.saysThatItIsNoDraft
      case .file, .standardInput, .missing: false
      }
    return ReportedError(path: path.string, message: error.message, isPassedOver: isPassedOver)
  }

  /// The file on the disk; nil for anything else.
  var filePath: FilePath? {
    switch self {
    case .file(let path), .found(let path): path
    case .standardInput, .missing, .passedOver: nil
    }
  }

  /// The input as one that a hook hands over.
  var handedOver: DraftInput {
    switch self {
    case .file(let path): .found(path)
    case .standardInput(let bytes, let name) where bytes.isEmpty: .passedOver(name, .empty)
    case .found, .standardInput, .missing, .passedOver: self
    }
  }
}

extension DraftInput {
  /// What a command line means: folders opened up, lists read, standard input taken in.
  ///
  /// - Parameters:
  ///   - exclusions: What folders are not searched for.
  ///   - language: In which is told what was passed over.
  /// - Throws: A ``RunFailure`` when the list or standard input cannot be read.
  static func inputs(
    paths: [String], stdinFilename: String?, filesFrom: String?, passingOver exclusions: Exclusions, language: Language
  ) throws(RunFailure) -> [DraftInput] {
    var paths = paths
    if let filesFrom {
      paths += try list(filesFrom)
    } else if paths.isEmpty {
      paths = ["."]
    }
    // Standard input keeps its place among the others.
    var finder = DraftFinder(passingOver: exclusions)
    defer { Notice.linksPassedOver(finder.passedOver, in: language) }
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
      return candidate.isPassedOver ? .passedOver(candidate.path, error) : .missing(candidate.path, error)
    }
  }

  private static func list(_ file: String) throws(RunFailure) -> [String] {
    if file != "-" { try Environment.refuseLinkOut(FilePath(native: file)) }
    let bytes = try contents(of: file)
    let separators: Set<UInt8> = bytes.contains(0) ? [0] : [0x0A, 0x0D]
    // In a list - is a name like any other.
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
  /// Whether nothing is wrong but that there is nothing to check.
  fileprivate var saysThatItIsNoDraft: Bool {
    switch self {
    case .empty, .notADraft: true
    default: false
    }
  }
}
