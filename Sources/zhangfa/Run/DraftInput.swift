import Diagnostics
import DraftText
import Linting
import Reporting
import SystemPackage

extension DraftInput {
  /// The bytes of the draft and its text.
  func readFile() throws(DraftError) -> DraftFile {
    if let error { throw error }
    guard let standardInput else { return try DraftFile(path) }
    return try DraftFile(standardInput, named: path)
  }

  /// The text of the draft.
  func read() throws(DraftError) -> SourceText { try readFile().source }

  /// Returns the reported form of an error that prevents the check.
  func report(_ error: DraftError) -> ReportedError {
    let isNoDraft = self.error == nil && !isNamed && error.meansNoDraft
    return ReportedError(path: path.string, message: error.message, isSkipped: isSkipped || isNoDraft)
  }

  /// The path of a file; nil for standard input, and where there is no draft.
  var filePath: FilePath? { standardInput == nil && error == nil ? path : nil }

  /// The same input from a hook: a file need not be a draft, and empty standard input is skipped.
  fileprivate var fromHook: DraftInput {
    var input = self
    if let standardInput {
      if standardInput.isEmpty { (input.error, input.isSkipped) = (.empty, true) }
    } else {
      input.isNamed = false
    }
    return input
  }
}

extension [DraftInput] {
  /// Returns the inputs without those that a hook does not want to have checked: what configurations or `patterns` exclude.
  ///
  /// - Parameter keepsStandardInput: Whether standard input stays in any case: a filter writes all of its input.
  func fromHook(
    excluding excluded: ExcludedDrafts, _ patterns: [Glob], keepsStandardInput: Bool
  ) -> [DraftInput] {
    filter { input in
      keepsStandardInput && input.standardInput != nil
        || !excluded.contain(input.path) && !patterns.contains { $0.matches(input.path.string) }
    }.map(\.fromHook)
  }
}

extension DraftInput {
  /// Returns the inputs of a command line: searches folders, and reads lists and standard input.
  ///
  /// - Parameters:
  ///   - exclusions: The paths that are skipped when folders are searched.
  ///   - language: The language of notes about skipped links.
  /// - Throws: A ``Failure`` when the list or standard input cannot be read.
  static func inputs(
    paths: [String], stdinFilename: String?, filesFrom: String?, skipping exclusions: Exclusions, language: Language
  ) throws(Failure) -> [DraftInput] {
    var paths = paths
    if let filesFrom {
      paths += try list(filesFrom)
    } else if paths.isEmpty {
      paths = ["."]
    }
    // Standard input keeps its place among the paths.
    var finder = DraftFinder(skipping: exclusions)
    defer { Notice.skippedLinks(finder.skippedLinks, in: language) }
    func drafts(under paths: [String]) -> [DraftInput] { finder.drafts(under: paths.map { FilePath(native: $0) }) }
    guard let dash = paths.firstIndex(of: "-") else { return drafts(under: paths) }
    let bytes = try contents(of: "-")
    return drafts(under: Array(paths[..<dash]))
      + [DraftInput(FilePath(native: stdinFilename ?? "<stdin>"), standardInput: bytes)]
      + drafts(under: paths[dash...].filter { $0 != "-" })
  }

  private static func list(_ file: String) throws(Failure) -> [String] {
    if file != "-" { try Environment.refuseLinkOut(FilePath(native: file)) }
    let bytes = try contents(of: file)
    let separators: Set<UInt8> = bytes.contains(0) ? [0] : [0x0A, 0x0D]
    // In a list, `-` is an ordinary file name.
    return bytes.split(whereSeparator: separators.contains).map { String(native: $0) }
      .map { $0 == "-" ? "./-" : $0 }
  }

  private static func contents(of file: String) throws(Failure) -> [UInt8] {
    try Result { () throws(Errno) in
      try file == "-" ? FileContents.read(.standardInput) : FileContents.read(FilePath(native: file))
    }.mapError { Failure(file == "-" ? "<stdin>" : FilePath(native: file).string, DraftError($0)) }.get()
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
