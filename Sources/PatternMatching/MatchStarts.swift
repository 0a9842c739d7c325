import CPCRE2
import DraftText

/// The places at which a match can begin.
///
/// PCRE2 knows only the first bytes of matches, and most Han characters share six of them: it tries a pattern at almost
/// every character. So the characters with which each shipped pattern can begin are found when zhangfa is built, and
/// PCRE2 is only asked at these.
extension CompiledPattern {
  /// The numbers of characters for which this pays. PCRE2 finds one or two characters faster by itself.
  private static let usefulCounts = 3...512
  /// The bytes of a draft in which PCRE2 would do as much work as in a match at one place.
  private static let bytesPerPlace = 64

  /// Matches once in `utf8[..<end]`, at the first place from `start` on where there is a match.
  ///
  /// Returns the highest number of a group that took part, plus one; nil if there is no match.
  func search(
    _ utf8: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, options: UInt32, in block: MatchBlock
  ) throws(MatchError) -> Int? {
    guard let starts else {
      return try block.run(code(for: end - start), on: utf8, from: start, to: end, options: options)
    }
    var place = start
    while let next = starts.firstOffset(in: utf8, from: place, to: end) {
      // A pattern with starts matches at least a character, so `options`, which forbid an empty match, change nothing.
      let found = try block.run(code(for: Self.bytesPerPlace), on: utf8, from: next, to: end, options: 0)
      if found != nil { return found }
      place = next + utf8.scalar(at: next).length
    }
    return nil
  }

  /// Returns the characters with which a match can begin, found by trying each; nil if they are of no use.
  ///
  /// - Parameter loose: An expression that can begin to match wherever this one can, whatever precedes the place.
  func starts(accordingTo loose: String) -> String? {
    let isForLineStarts = code.number(PCRE2_INFO_FIRSTCODETYPE) == 2
    guard !isForLineStarts, let loose = try? CompiledPattern(loose), let data = pcre2_match_data_create_8(1, nil)
    else { return nil }
    defer { pcre2_match_data_free_8(data) }
    pcre2_jit_compile_8(loose.code, PCRE2_JIT_PARTIAL_HARD)
    func canBegin(_ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
      let options = PCRE2_PARTIAL_HARD | PCRE2_NO_UTF_CHECK
      return pcre2_match_8(loose.code, text, count, 0, options, data, nil) != PCRE2_ERROR_NOMATCH
    }
    return Self.basicPlane.withUnsafeBufferPointer { utf8 in
      guard let text = utf8.baseAddress, !canBegin(text, 0) else { return nil }
      var starts: [Unicode.Scalar] = []
      var offset = 0
      while offset < utf8.count {
        let (value, length) = utf8.scalar(at: offset)
        if canBegin(text + offset, length), let scalar = Unicode.Scalar(value) { starts.append(scalar) }
        offset += length
        // PCRE2 does not begin a match between CR and LF.
        if starts.count > Self.usefulCounts.upperBound || starts.last?.isLineEnd == true { return nil }
      }
      return starts.count < Self.usefulCounts.lowerBound ? nil : String(scalars: starts)
    }
  }

  /// All characters up to U+FFFF, in UTF-8.
  private static let basicPlane = (0...0xFFFF).compactMap(Unicode.Scalar.init).flatMap { Array($0.utf8) }
}
