import CPCRE2
import DraftText
import Platform

/// The memory that PCRE2 needs while it matches. Each thread has one block and uses it for every pattern.
final class MatchBlock {
  private static let jitStackBytes = 8 << 20
  /// The limits of the work for a match at one place: the steps, the nesting of the interpreter's backtracking, and its
  /// heap memory in KiB. They are generous for any sound rule. A pattern that backtracks exponentially reaches them
  /// within some tens of milliseconds. A pattern can lower them for itself, as `(*LIMIT_MATCH=1000)` does.
  private static let (steps, depth, heapKiB) = (1_000_000 as UInt32, 100_000 as UInt32, 64 * 1024 as UInt32)

  private var data: OpaquePointer
  private var groupCapacity: Int
  private let context: OpaquePointer
  private let jitStack: OpaquePointer?
  /// The work that counted patterns may still do. Its address never changes, because `context` points to it.
  let work = UnsafeMutablePointer<MatchWork>.allocate(capacity: 1)

  private init() {
    groupCapacity = 16
    guard let data = pcre2_match_data_create_8(UInt32(groupCapacity), nil),
      let context = pcre2_match_context_create_8(nil)
    else { fatalError("out of memory") }
    self.data = data
    self.context = context
    pcre2_set_match_limit_8(context, Self.steps)
    pcre2_set_depth_limit_8(context, Self.depth)
    pcre2_set_heap_limit_8(context, Self.heapKiB)
    // Without a stack of its own, the JIT has 32 KB, which is too little for long paragraphs.
    jitStack = pcre2_jit_stack_create_8(32 << 10, Self.jitStackBytes, nil)
    pcre2_jit_stack_assign_8(context, nil, jitStack.map { UnsafeMutableRawPointer($0) })
    work.initialize(to: MatchWork())
    pcre2_set_callout_8(context, countWork, work)
  }

  deinit {
    pcre2_match_data_free_8(data)
    pcre2_match_context_free_8(context)
    pcre2_jit_stack_free_8(jitStack)
    work.deallocate()
  }

  /// Matches `code` once in `utf8[..<end]` from `start` on. Returns the highest number of a group that took part, plus
  /// one; nil if there is no match.
  ///
  /// `utf8` must be valid UTF-8, and both offsets must be scalar borders.
  func run(
    _ code: OpaquePointer, on utf8: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, options: UInt32
  ) throws(MatchError) -> Int? {
    let options = options | PCRE2_NO_UTF_CHECK
    var result = pcre2_match_8(code, utf8.baseAddress, end, start, options, data, context)
    if result == PCRE2_ERROR_JIT_STACKLIMIT {
      result = pcre2_match_8(code, utf8.baseAddress, end, start, options | PCRE2_NO_JIT, data, context)
    }
    switch result {
    case 0...: return Int(result)
    case PCRE2_ERROR_NOMATCH: return nil
    case PCRE2_ERROR_MATCHLIMIT: throw .stepLimit
    case PCRE2_ERROR_DEPTHLIMIT: throw .depthLimit
    case PCRE2_ERROR_HEAPLIMIT: throw .heapLimit
    case PCRE2_ERROR_CALLOUT: throw .workLimit
    default: throw .other(code: result, message: pcre2Message(result))
    }
  }

  /// Returns the range of a group of the last match; nil if it took no part.
  ///
  /// `\K` inside a look-around can put the start of group 0 past its end. PCRE2 refuses such patterns, unless a
  /// subroutine call hides the `\K`. Then the range is empty, at the end of the group.
  func range(ofGroup number: Int) -> TextRange? {
    guard let vector = pcre2_get_ovector_pointer_8(data) else { return nil }
    let (start, end) = (vector[2 * number], vector[2 * number + 1])
    // PCRE2 marks a group that took no part with the largest `size_t`, which is -1 in Swift.
    guard start >= 0 else { return nil }
    return TextRange(min(start, end), end)
  }

  /// Returns the last match, which was a match of `pattern` at `range`. Its group numbers are less than `groups`.
  func match(of pattern: CompiledPattern, at range: TextRange, groups: Int) -> Match {
    var found: [Match.Group] = []
    if groups > 1, !pattern.groupNumbers.isEmpty {
      for number in 1..<groups {
        if let range = self.range(ofGroup: number) { found.append(Match.Group(number: number, range: range)) }
      }
    }
    return Match(range: range, pattern: pattern, groups: found)
  }

  /// The offset at which the last match began, before a `\K` moved its start.
  var startOffset: Int { pcre2_get_startchar_8(data) }

  /// The name of the last `(*MARK:name)` on the matching path of the last match.
  var mark: String? {
    pcre2_get_mark_8(data).map { String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self)) }
  }

  private func reserve(groups: Int) {
    guard groups > groupCapacity else { return }
    guard let larger = pcre2_match_data_create_8(UInt32(groups), nil) else { fatalError("out of memory") }
    pcre2_match_data_free_8(data)
    data = larger
    groupCapacity = groups
  }
}

extension MatchBlock {
  /// Returns the block of the current thread, with room for `groups` groups.
  static func current(groups: Int) -> MatchBlock {
    let block: MatchBlock
    if let existing = pthread_getspecific(threadKey) {
      block = Unmanaged<MatchBlock>.fromOpaque(existing).takeUnretainedValue()
    } else {
      block = MatchBlock()
      pthread_setspecific(threadKey, Unmanaged.passRetained(block).toOpaque())
    }
    block.reserve(groups: groups)
    return block
  }

  /// The key under which each thread keeps its block. The block is freed when the thread ends.
  private static let threadKey: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key) { block in
      #if canImport(Darwin)
        Unmanaged<MatchBlock>.fromOpaque(block).release()
      #else
        if let block { Unmanaged<MatchBlock>.fromOpaque(block).release() }
      #endif
    }
    return key
  }()
}
