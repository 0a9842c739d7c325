import Diagnostics
import DraftText
import Linting
import Reporting
import SystemPackage

extension DraftInput {
  /// Returns the inputs of a command line: searches folders, and reads lists and standard input.
  ///
  /// - Parameters:
  ///   - exclusions: The paths that are skipped when folders are searched.
  ///   - language: The language of notes about skipped links.
  /// - Throws: A ``Failure`` when the list or standard input cannot be read.
  static func inputs(
    paths: [String], stdinFilename: String? = nil, filesFrom: String? = nil, skipping exclusions: Exclusions,
    language: Language
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
    }.mapError { Failure(file == "-" ? "<stdin>" : FilePath(native: file).string, DraftError.system($0)) }.get()
  }
}

extension DraftInput {
  /// Returns the reported form of an error that prevents the check.
  func report(_ error: DraftError) -> ReportedError {
    // A file that the user did not name need not be a draft.
    let isNoDraft =
      switch error {
      case .empty, .notADraft: self.error == nil && !isNamed
      default: false
      }
    return ReportedError(path: path.string, message: error.message, isSkipped: isSkipped || isNoDraft)
  }
}
