import CPCRE2
import DraftText
import Synchronization

/// An expression that PCRE2 has compiled.
///
/// PCRE2's interpreter runs it first. Once it has searched so much text that just-in-time compilation pays, PCRE2
/// compiles a copy to machine code. Matching never changes the compiled code, so threads can share it.
final class CompiledPattern: @unchecked Sendable {
  /// The numbers of the groups of each name, in ascending order.
  let groupNumbers: [String: [Int]]
  /// The number of groups, including the whole match.
  let groupCount: Int

  /// The characters with which a match can begin; nil if PCRE2 itself looks for the places of matches.
  let starts: ScalarSet?

  let code: OpaquePointer
  private let machineCode = Atomic<OpaquePointer?>(nil)
  /// The number of bytes that the interpreter has searched, and the number after which machine code is made.
  private let searchedBytes = Atomic<Int>(0)
  private let bytesBeforeJIT: Int

  /// The bytes of drafts in which machine code saves as much time as it takes to make. These are medians over the
  /// shipped patterns: of those that must be tried nearly everywhere, and of those with which PCRE2 skips most places.
  private static let (usualBytesBeforeJIT, skippingBytesBeforeJIT) = (4 << 10, 24 << 10)

  /// - Parameters:
  ///   - isCounted: Whether PCRE2 calls `countWork` before each item of the expression.
  ///   - starts: The characters with which a match can begin, if they are known. Then PCRE2 matches at one place only.
  convenience init(_ source: String, isCounted: Bool = false, starts: ScalarSet? = nil) throws(PatternError) {
    // \C would match single bytes of a character.
    var options = PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_DUPNAMES | PCRE2_NEVER_BACKSLASH_C
    if isCounted { options |= PCRE2_AUTO_CALLOUT }
    if starts != nil { options |= PCRE2_ANCHORED }
    guard let context = pcre2_compile_context_create_8(nil) else { fatalError("out of memory") }
    defer { pcre2_compile_context_free_8(context) }
    pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_ANYCRLF))
    var error: Int32 = 0
    var offset = 0
    let bytes = Array(source.utf8)
    guard let code = pcre2_compile_8(bytes, bytes.count, options, &error, &offset, context) else {
      throw PatternError(message: pcre2Message(error), offset: SourceText(source).scalarBorder(atOrBefore: offset))
    }
    self.init(code, starts: starts)
  }

  /// Reads an ``image`` from another process; nil if another release of PCRE2 made it.
  convenience init?(image: [UInt8], starts: ScalarSet? = nil) {
    var code: OpaquePointer?
    guard pcre2_serialize_decode_8(&code, 1, image, nil) == 1, let code else { return nil }
    self.init(code, starts: starts)
  }

  /// Takes ownership of `code`.
  private init(_ code: OpaquePointer, starts: ScalarSet?) {
    self.code = code
    self.starts = starts
    groupCount = code.number(PCRE2_INFO_CAPTURECOUNT) + 1
    groupNumbers = code.groupNumbers
    bytesBeforeJIT = code.skipsMostPlaces ? Self.skippingBytesBeforeJIT : Self.usualBytesBeforeJIT
  }

  /// The compiled expression as bytes, for another process; nil if there is not enough memory.
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

  /// Returns the code to search the next `count` bytes with: machine code once it has been made.
  func code(for count: Int) -> OpaquePointer {
    if let machineCode = machineCode.load(ordering: .acquiring) { return machineCode }
    // The thread that reaches `bytesBeforeJIT` makes the machine code. Meanwhile the others use the interpreter.
    let (before, now) = searchedBytes.add(count, ordering: .relaxed)
    guard before <= bytesBeforeJIT, bytesBeforeJIT < now, let copy = pcre2_code_copy_8(code) else { return code }
    // If there is no just-in-time compiler, or if it refuses the pattern, the interpreter runs the copy.
    pcre2_jit_compile_8(copy, PCRE2_JIT_COMPLETE)
    machineCode.store(copy, ordering: .releasing)
    return copy
  }

  /// A lower bound of the length of a match, in code points; nil if PCRE2 says that the pattern can match the empty
  /// text. PCRE2 says so, out of caution, also of a pattern that is only a subroutine call.
  var minimumLength: Int? {
    code.number(PCRE2_INFO_MATCHEMPTY) == 0 ? max(1, code.number(PCRE2_INFO_MINLENGTH)) : nil
  }

  /// Returns the lower bound for `source`, or nil if it cannot be found. The expression is compiled again with one
  /// character after it, because then PCRE2 examines subroutine calls.
  static func minimumLength(recompiling source: String) -> Int? {
    let verbs = source.leadingVerbs
    let body = source[verbs.endIndex...]
    // \E ends an open quotation, and a line break ends an open comment: both would hide the bracket.
    for end in ["\\E)", "\n)"] {
      // Without the optional character in front, PCRE2 would count the text that a look-ahead at the start requires.
      guard let longer = try? CompiledPattern(verbs + "x?(?:" + body + end + "x") else { continue }
      return max(0, longer.code.number(PCRE2_INFO_MINLENGTH) - 1)
    }
    return nil
  }
}

/// Information about a compiled expression.
extension OpaquePointer {
  /// Returns a piece of information that is a number.
  func number(_ what: Int32) -> Int {
    var value: UInt32 = 0
    pcre2_pattern_info_8(self, UInt32(what), &value)
    return Int(value)
  }

  /// The numbers of the groups of each name, in ascending order.
  fileprivate var groupNumbers: [String: [Int]] {
    var table: UnsafePointer<UInt8>?
    pcre2_pattern_info_8(self, UInt32(PCRE2_INFO_NAMETABLE), &table)
    guard let table else { return [:] }
    let entrySize = number(PCRE2_INFO_NAMEENTRYSIZE)
    var groups: [String: [Int]] = [:]
    for index in 0..<number(PCRE2_INFO_NAMECOUNT) {
      // An entry is the group's number in two bytes, high byte first, and the name, terminated by a zero.
      let entry = table + index * entrySize
      let number = Int(entry[0]) << 8 | Int(entry[1])
      groups[String(cString: entry + 2), default: []].append(number)
    }
    return groups.mapValues { $0.sorted() }
  }

  /// Whether PCRE2 skips most places of Chinese text, because it knows that matches begin at line starts or not with a
  /// Han character.
  fileprivate var skipsMostPlaces: Bool {
    // The first UTF-8 bytes of U+4E00 to U+9FFF.
    let han = 0xE4...0xE9
    var bitmap: UnsafePointer<UInt8>?
    pcre2_pattern_info_8(self, UInt32(PCRE2_INFO_FIRSTBITMAP), &bitmap)
    if let bitmap { return !han.contains { bitmap[$0 / 8] & (1 << ($0 % 8)) != 0 } }
    switch number(PCRE2_INFO_FIRSTCODETYPE) {
    case 1: return !han.contains(number(PCRE2_INFO_FIRSTCODEUNIT))
    // Matches begin at line starts.
    case 2: return true
    default: return false
    }
  }
}

/// A pattern that PCRE2 does not accept.
package struct PatternError: Error, Hashable, Sendable {
  /// The message of PCRE2.
  package let message: String
  /// The offset of the error in the pattern, in UTF-8 bytes.
  package let offset: Int
}

/// Returns the message of PCRE2 for an error number.
func pcre2Message(_ error: Int32) -> String {
  var buffer = [UInt8](repeating: 0, count: 256)
  let length = pcre2_get_error_message_8(error, &buffer, buffer.count)
  return String(decoding: buffer.prefix(max(0, Int(length))), as: UTF8.self)
}

extension String {
  /// The option verbs at the start of an expression, such as (*NO_JIT). They are valid only there.
  fileprivate var leadingVerbs: Substring {
    var end = startIndex
    while self[end...].hasPrefix("(*"), let close = self[end...].firstIndex(of: ")") { end = index(after: close) }
    return self[..<end]
  }
}
