import DraftText
import PatternMatching

/// A pattern for paths as `.gitignore` has them.
///
/// `*` and `?` stop at `/`, `**` does not, `[a-z]` is one of several characters, `\` takes the next one as it is. A
/// pattern with a `/` before its end belongs to the folder that the paths start from; one without fits names at any
/// depth. With a `/` at its end it fits folders alone. What fits a folder fits all that is in it.
package struct Glob: Sendable {
  /// The pattern as it was written.
  package let text: String
  /// Whether only folders fit.
  private let isForFolders: Bool
  private let pattern: Pattern

  /// Reads a pattern.
  ///
  /// - Throws: A ``PatternError`` for a pattern that is too large.
  package init(_ text: String) throws(PatternError) {
    self.text = text
    var scalars = Array(text.unicodeScalars)[...]
    isForFolders = scalars.count > 1 && scalars.last == "/"
    if isForFolders { scalars.removeLast() }
    let isAnchored = scalars.contains("/")
    if scalars.first == "/" { scalars.removeFirst() }
    pattern = try Pattern(#"\A"# + (isAnchored ? "" : "(?:.*/)?") + Self.expression(of: scalars) + #"\z"#)
  }

  /// Whether `path` or a folder that it lies in fits.
  ///
  /// - Parameter path: A path with `/` between its parts, from the folder of the pattern on.
  /// - Throws: What stopped the matching.
  package func matches(_ path: String, isFolder: Bool = false) throws(MatchError) -> Bool {
    if isFolder || !isForFolders, try fits(path[...]) { return true }
    var folder = path[...]
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      if try fits(folder) { return true }
    }
    return false
  }

  private func fits(_ path: Substring) throws(MatchError) -> Bool {
    try pattern.firstMatch(in: SourceText(String(path))) != nil
  }

  /// The pattern as a regular expression.
  private static func expression(of scalars: ArraySlice<Unicode.Scalar>) -> String {
    var expression = ""
    var rest = scalars
    while let scalar = rest.popFirst() {
      switch scalar {
      case "*" where rest.first == "*":
        rest.removeFirst()
        let isFolders = rest.first == "/" && (expression.isEmpty || expression.hasSuffix("/"))
        if isFolders { rest.removeFirst() }
        expression += isFolders ? "(?:(?s:.)*/)?" : "(?s:.)*"
      case "*": expression += "[^/]*"
      case "?": expression += "[^/]"
      case "[": expression += characterClass(from: &rest)
      case "\\": expression += quoted(rest.popFirst() ?? scalar)
      default: expression += quoted(scalar)
      }
    }
    return expression
  }

  /// The class that goes on in `rest`; a bracket that nothing closes is itself.
  private static func characterClass(from rest: inout ArraySlice<Unicode.Scalar>) -> String {
    guard let end = rest.dropFirst().firstIndex(of: "]") else { return quoted("[") }
    var members = rest[..<end]
    rest = rest[(end + 1)...]
    let isNegated = members.first == "!" || members.first == "^"
    if isNegated { members.removeFirst() }
    let body = members.map { $0 == "-" ? "-" : quoted($0) }.joined()
    return "(?!/)[" + (isNegated ? "^" : "") + body + "]"
  }

  private static func quoted(_ scalar: Unicode.Scalar) -> String {
    let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil || !scalar.isASCII
    return isWord ? String(scalar) : "\\" + String(scalar)
  }
}
