import CPCRE2
import Synchronization

/// What PCRE2 makes of an expression.
///
/// The interpreter matches it first. When it has been used so much that this pays, PCRE2 makes machine code of a copy.
///
/// PCRE2 never changes what it matches with, so threads may share it.
final class CompiledPattern: @unchecked Sendable {
  /// The numbers of the groups of each name, in order.
  let groupNumbers: [String: [Int]]
  /// The number of groups, the whole match included.
  let groupCount: Int

  private let code: OpaquePointer
  private let machineCode = Atomic<OpaquePointer?>(nil)
  /// How many bytes the interpreter has searched, and how many it may.
  private let searchedBytes = Atomic<Int>(0)
  private let bytesBeforeJIT: Int

  /// To make machine code takes as long as it then saves in so many bytes of drafts: the median over the shipped patterns, of
  /// those that have to be tried nearly everywhere and of those that PCRE2 passes quickly over most places with.
  private static let (usualBytesBeforeJIT, skippingBytesBeforeJIT) = (4 << 10, 24 << 10)

  /// - Parameter isCounted: Whether to call back before each item.
  convenience init(_ source: String, isCounted: Bool = false) throws(PatternError) {
    // \C would match single bytes of a character.
    var options = PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_DUPNAMES | PCRE2_NEVER_BACKSLASH_C
    if isCounted { options |= PCRE2_AUTO_CALLOUT }
    guard let context = pcre2_compile_context_create_8(nil) else { fatalError("out of memory") }
    defer { pcre2_compile_context_free_8(context) }
    pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_ANYCRLF))
    var error: Int32 = 0
    var offset = 0
    let bytes = Array(source.utf8)
    guard let code = pcre2_compile_8(bytes, bytes.count, options, &error, &offset, context) else {
      throw PatternError(message: pcre2Message(error), offset: scalarBorder(notAfter: offset, in: bytes))
    }
    self.init(code)
  }

  /// Takes what ``image`` was in another process; nil where another release of PCRE2 made it.
  convenience init?(image: [UInt8]) {
    var code: OpaquePointer?
    guard pcre2_serialize_decode_8(&code, 1, image, nil) == 1, let code else { return nil }
    self.init(code)
  }

  /// Takes over `code`.
  private init(_ code: OpaquePointer) {
    self.code = code
    groupCount = code.number(PCRE2_INFO_CAPTURECOUNT) + 1
    groupNumbers = code.groupNumbers
    bytesBeforeJIT = code.skipsMostPlaces ? Self.skippingBytesBeforeJIT : Self.usualBytesBeforeJIT
  }

  /// What another process can take instead of compiling; nil where memory is short.
  var image: [UInt8]? {
    var code: OpaquePointer? = code
    var bytes: UnsafeMutablePointer<UInt8>?
    var count = 0
    guard pcre2_serialize_encode_8(&code, 1, &bytes, &count, nil) == 1, let bytes else { return nil }
    defer { pcre2_serialize_free_8(bytes) }
    return Array(UnsafeBufferPointer(start: bytes, count: count))
  }

  deinit {
    pcre2_code_free_8(code)
    pcre2_code_free_8(machineCode.load(ordering: .relaxed))
  }

  /// What PCRE2 is best given to search `count` bytes.
  func code(for count: Int) -> OpaquePointer {
    if let machineCode = machineCode.load(ordering: .acquiring) { return machineCode }
    // The thread that reaches `bytesBeforeJIT` makes the machine code; the others go on as before meanwhile.
    let (before, now) = searchedBytes.add(count, ordering: .relaxed)
    guard before <= bytesBeforeJIT, bytesBeforeJIT < now, let copy = pcre2_code_copy_8(code) else { return code }
    // Where the machine has no just-in-time compiler, or it refuses the pattern, the interpreter goes on.
    pcre2_jit_compile_8(copy, PCRE2_JIT_COMPLETE)
    machineCode.store(copy, ordering: .releasing)
    return copy
  }

  /// A lower bound of the length of a match, in code points; nil when PCRE2 says that the pattern may match empty, which it
  /// also says, out of caution, of one that is nothing but a subroutine call.
  var minimumLength: Int? {
    code.number(PCRE2_INFO_MATCHEMPTY) == 0 ? max(1, code.number(PCRE2_INFO_MINLENGTH)) : nil
  }

  /// The lower bound for `source` found by compiling it again with one character behind it: then PCRE2 looks into subroutine
  /// calls. Nil when the expression does not allow that.
  static func minimumLength(recompiling source: String) -> Int? {
    let verbs = source.leadingVerbs
    let body = source[verbs.endIndex...]
    // A line break ends a comment of the extended syntax that would hide the bracket.
    for end in ["\\E)", "\n)"] {
      // Without the optional character in front PCRE2 would count what a look-ahead at the beginning requires.
      guard let longer = try? CompiledPattern(verbs + "x?(?:" + body + end + "x") else { continue }
      return max(0, longer.code.number(PCRE2_INFO_MINLENGTH) - 1)
    }
    return nil
  }
}

/// What PCRE2 tells of a compiled expression.
extension OpaquePointer {
  /// A piece of information that is a number.
  fileprivate func number(_ what: Int32) -> Int {
    var value: UInt32 = 0
    pcre2_pattern_info_8(self, UInt32(what), &value)
    return Int(value)
  }

  /// The numbers of the groups of each name, in order.
  fileprivate var groupNumbers: [String: [Int]] {
    var table: UnsafePointer<UInt8>?
    pcre2_pattern_info_8(self, UInt32(PCRE2_INFO_NAMETABLE), &table)
    guard let table else { return [:] }
    let entrySize = number(PCRE2_INFO_NAMEENTRYSIZE)
    var groups: [String: [Int]] = [:]
    for index in 0..<number(PCRE2_INFO_NAMECOUNT) {
      // An entry is the group's number in two bytes, high byte first, and the name, ended by a zero.
      let entry = table + index * entrySize
      let number = Int(entry[0]) << 8 | Int(entry[1])
      groups[String(cString: entry + 2), default: []].append(number)
    }
    return groups.mapValues { $0.sorted() }
  }

  /// Whether a search in Chinese text passes over most places without looking at them: matches begin lines, or with no Han
  /// character, and PCRE2 knows.
  fileprivate var skipsMostPlaces: Bool {
    // The first bytes of U+4E00 to U+9FFF.
    let han = 0xE4...0xE9
    var bitmap: UnsafePointer<UInt8>?
    pcre2_pattern_info_8(self, UInt32(PCRE2_INFO_FIRSTBITMAP), &bitmap)
    if let bitmap { return !han.contains { bitmap[$0 / 8] & (1 << ($0 % 8)) != 0 } }
    switch number(PCRE2_INFO_FIRSTCODETYPE) {
    case 1: return !han.contains(number(PCRE2_INFO_FIRSTCODEUNIT))
    // Matches begin where lines do.
    case 2: return true
    default: return false
    }
  }
}

/// A pattern that PCRE2 does not accept.
public struct PatternError: Error, Hashable, Sendable {
  /// What PCRE2 says.
  public let message: String
  /// Where in the pattern, in UTF-8 bytes.
  public let offset: Int
}

/// What PCRE2 says about an error number.
func pcre2Message(_ error: Int32) -> String {
  var buffer = [UInt8](repeating: 0, count: 256)
  let length = pcre2_get_error_message_8(error, &buffer, buffer.count)
  return String(decoding: buffer.prefix(max(0, Int(length))), as: UTF8.self)
}

private func scalarBorder(notAfter offset: Int, in utf8: [UInt8]) -> Int {
  var border = min(offset, utf8.count)
  while border > 0, border < utf8.count, utf8[border] & 0xC0 == 0x80 { border -= 1 }
  return border
}

extension String {
  /// The option verbs at the head of an expression, such as (*NO_JIT): they may stand nowhere else.
  fileprivate var leadingVerbs: Substring {
    var end = startIndex
    while self[end...].hasPrefix("(*"), let close = self[end...].firstIndex(of: ")") { end = index(after: close) }
    return self[..<end]
  }
}
