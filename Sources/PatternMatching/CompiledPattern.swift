import CPCRE2

/// What PCRE2 makes of an expression.
///
/// PCRE2 never changes it while matching, so threads may share it.
final class CompiledPattern: @unchecked Sendable {
  let pointer: OpaquePointer
  /// The numbers of the groups of each name, in order.
  let groupNumbers: [String: [Int]]
  /// The number of groups, the whole match included.
  let groupCount: Int

  /// - Parameters:
  ///   - isAnchored: Whether it matches only where a match is tried.
  ///   - isCounted: Whether to call back before each item.
  convenience init(_ source: String, isAnchored: Bool = false, isCounted: Bool = false) throws(PatternError) {
    // \C would match single bytes of a character.
    var options = PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_DUPNAMES | PCRE2_NEVER_BACKSLASH_C
    // Before each try PCRE2 would look for what no match can do without, hundreds of kilobytes ahead.
    if isAnchored { options |= PCRE2_ANCHORED | PCRE2_NO_START_OPTIMIZE }
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

  /// Takes what was compiled before; nil where another PCRE2 did it.
  convenience init?(_ image: PatternImage) {
    var code: OpaquePointer?
    guard pcre2_serialize_decode_8(&code, 1, image.bytes, nil) == 1, let code else { return nil }
    self.init(code)
  }

  /// Takes over `code`.
  private init(_ code: OpaquePointer) {
    pointer = code
    groupCount = code.number(PCRE2_INFO_CAPTURECOUNT) + 1
    groupNumbers = code.groupNumbers
  }

  /// What another process can take instead of compiling; nil where memory is short.
  var image: PatternImage? {
    var code: OpaquePointer? = pointer
    var bytes: UnsafeMutablePointer<UInt8>?
    var count = 0
    guard pcre2_serialize_encode_8(&code, 1, &bytes, &count, nil) == 1, let bytes else { return nil }
    defer { pcre2_serialize_free_8(bytes) }
    return PatternImage(bytes: Array(UnsafeBufferPointer(start: bytes, count: count)))
  }

  deinit { pcre2_code_free_8(pointer) }

  /// Whether a search in Chinese text passes over most places without looking at them: matches begin lines, or with no Han
  /// character, and PCRE2 knows.
  var skipsMostPlaces: Bool {
    // The first bytes of U+4E00 to U+9FFF.
    let han = 0xE4...0xE9
    var bitmap: UnsafePointer<UInt8>?
    pcre2_pattern_info_8(pointer, UInt32(PCRE2_INFO_FIRSTBITMAP), &bitmap)
    if let bitmap { return !han.contains { bitmap[$0 / 8] & (1 << ($0 % 8)) != 0 } }
    switch pointer.number(PCRE2_INFO_FIRSTCODETYPE) {
    case 1: return !han.contains(pointer.number(PCRE2_INFO_FIRSTCODEUNIT))
    // Matches begin where lines do.
    case 2: return true
    default: return false
    }
  }

  /// A lower bound of the length of a match, in code points; nil when PCRE2 says that the pattern may match empty, which it
  /// also says, out of caution, of one that is nothing but a subroutine call.
  var minimumLength: Int? {
    pointer.number(PCRE2_INFO_MATCHEMPTY) == 0 ? max(1, pointer.number(PCRE2_INFO_MINLENGTH)) : nil
  }

  /// The lower bound for `source` found by compiling it again with one character behind it: then PCRE2 looks into subroutine
  /// calls. Nil when the expression does not allow that.
  static func minimumLength(ofAtom source: String) -> Int? {
    let verbs = source.leadingVerbs
    let body = source[verbs.endIndex...]
    // A line break ends a comment of the extended syntax that would hide the bracket.
    for end in ["\\E)", "\n)"] {
      // Without the optional character in front PCRE2 would count what a look-ahead at the beginning requires.
      guard let longer = try? CompiledPattern(verbs + "x?(?:" + body + end + "x") else { continue }
      return max(0, longer.pointer.number(PCRE2_INFO_MINLENGTH) - 1)
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
