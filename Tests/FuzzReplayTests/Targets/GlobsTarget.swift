import Linting
import Platform

extension FuzzTarget {
  /// The first line is a pattern of `.gitignore`, the others are paths.
  static let globs = FuzzTarget("globs", isText: true) { input in
    guard let text = String(validating: input, as: UTF8.self) else { return }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let glob = Glob(lines[0]) else { return }
    for path in lines.dropFirst().prefix(20) where !path.isEmpty {
      let fits = glob.matches(path)
      if fits {
        try require(glob.matches(path, isFolder: true), "a folder does not fit that fits as a file")
        try require(glob.matches(path + "/稿.txt"), "what is in a folder that fits does not fit")
      }
      if let expected = plain(lines[0], fits: path) {
        try require(fits == expected, "“\(lines[0])” and “\(path)”: the C library has it otherwise")
      }
    }
  }

  /// Whether the C library matches `name`; nil if it reads the pattern differently than git, or if it would be slow.
  private static func plain(_ pattern: String, fits name: String) -> Bool? {
    let unlike = Set("/[\\ !#\r\0".utf8)
    guard pattern.utf8.count(where: { $0 == UInt8(ascii: "*") }) <= 4, !pattern.utf8.contains(where: unlike.contains),
      !name.utf8.contains(where: Set("/\0".utf8).contains)
    else { return nil }
    return fnmatch(pattern, name, FNM_PATHNAME) == 0
  }
}
