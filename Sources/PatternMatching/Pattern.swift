import CPCRE2
import DraftText

/// A compiled regular expression of PCRE2, ready to match from any thread.
///
/// Patterns work on UTF-8 with Unicode properties; `^` and `$` match at every line, `.` stops at LF, CR and CRLF, and
/// several groups may share a name.
public final class Pattern: Sendable {
  /// The expression as it was given.
  public let source: String
  /// The numbers of the groups of each name.
  let groupNumbers: [String: [Int]]
  /// The number of groups, the whole match included.
  private let groupCount: Int
  private let limits: MatchLimits
  // PCRE2 never changes a compiled pattern while matching, so threads may share it.
  nonisolated(unsafe) private let code: OpaquePointer

  /// Compiles `source`.
  ///
  /// Where the machine has no just-in-time compiler, or it refuses the pattern, the interpreter takes over.
  public init(_ source: String, limits: MatchLimits = .standard) throws(PatternError) {
    let compiled = try compilePCRE2(source)
    self.source = source
    self.limits = limits
    self.code = compiled
    self.groupNumbers = namedGroups(of: compiled)
    self.groupCount = groupCountPCRE2(compiled)
    pcre2_jit_compile_8(compiled, PCRE2_JIT_COMPLETE)
  }

  deinit { pcre2_code_free_8(code) }

  /// The names of the groups.
  public var groupNames: Set<String> { Set(groupNumbers.keys) }

  /// All matches in `range` of `text`, from left to right, without overlap.
  ///
  /// What stands before `range` can be looked back at; what follows it does not exist for the pattern.
  public func matches(in text: SourceText, range: TextRange? = nil) throws(MatchError) -> [Match] {
    var matches: [Match] = []
    try forEachMatch(in: text, range: range) {
      matches.append($0)
      return true
    }
    return matches
  }

  /// The first match in `range` of `text`.
  public func firstMatch(in text: SourceText, range: TextRange? = nil) throws(MatchError) -> Match? {
    var first: Match?
    try forEachMatch(in: text, range: range) {
      first = $0
      return false
    }
    return first
  }

  /// Calls `body` with each match in `range` of `text`, from left to right, as long as it returns true.
  public func forEachMatch(
    in text: SourceText, range: TextRange? = nil, _ body: (Match) -> Bool
  ) throws(MatchError) {
    let range = range ?? text.range
    let block = MatchBlock.current(groups: groupCount)
    var start = range.start
    var afterEmptyMatch = false
    while start <= range.end {
      // At the place of an empty match only a longer one may follow, else matching would never move on.
      let options = afterEmptyMatch ? PCRE2_NOTEMPTY_ATSTART | PCRE2_ANCHORED : 0
      guard try block.run(code, on: text.utf8, from: start, to: range.end, options: options, limits: limits) else {
        guard afterEmptyMatch, start < range.end else { return }
        start = nextScalar(after: start, in: text.utf8)
        afterEmptyMatch = false
        continue
      }
      let match = Match(pattern: self, offsets: block.offsets(groups: groupCount))
      guard body(match) else { return }
      afterEmptyMatch = match.range.isEmpty
      start = max(match.range.end, start)
    }
  }

}

private func nextScalar(after offset: Int, in utf8: [UInt8]) -> Int {
  var next = offset + 1
  while next < utf8.count, utf8[next] & 0xC0 == 0x80 { next += 1 }
  return next
}

private func compilePCRE2(_ source: String) throws(PatternError) -> OpaquePointer {
  let options = PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_DUPNAMES | PCRE2_NEVER_BACKSLASH_C
  guard let context = pcre2_compile_context_create_8(nil) else { fatalError("out of memory") }
  defer { pcre2_compile_context_free_8(context) }
  pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_ANYCRLF))
  var error: Int32 = 0
  var offset = 0
  let bytes = Array(source.utf8)
  guard let code = pcre2_compile_8(bytes, bytes.count, options, &error, &offset, context) else {
    throw PatternError(message: pcre2Message(error), offset: offset)
  }
  return code
}

/// What PCRE2 says about an error number.
func pcre2Message(_ error: Int32) -> String {
  var buffer = [UInt8](repeating: 0, count: 256)
  let length = pcre2_get_error_message_8(error, &buffer, buffer.count)
  return String(decoding: buffer.prefix(max(0, Int(length))), as: UTF8.self)
}

private func groupCountPCRE2(_ code: OpaquePointer) -> Int {
  var count: UInt32 = 0
  pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_CAPTURECOUNT), &count)
  return Int(count) + 1
}

private func namedGroups(of code: OpaquePointer) -> [String: [Int]] {
  var count: UInt32 = 0
  var entrySize: UInt32 = 0
  var table: UnsafePointer<UInt8>?
  pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMECOUNT), &count)
  pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMEENTRYSIZE), &entrySize)
  pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
  guard let table else { return [:] }
  var groups: [String: [Int]] = [:]
  for index in 0..<Int(count) {
    // An entry is the group's number in two bytes, high byte first, and the name, ended by a zero.
    let entry = table + index * Int(entrySize)
    let number = Int(entry[0]) << 8 | Int(entry[1])
    groups[String(cString: entry + 2), default: []].append(number)
  }
  return groups.mapValues { $0.sorted() }
}
