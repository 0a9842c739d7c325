import CPCRE2

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What PCRE2 needs while it matches: one for each thread, used again for every pattern.
final class MatchBlock {
  private static let jitStackBytes = 8 << 20

  private var data: OpaquePointer
  private var groupCapacity: Int
  private let context: OpaquePointer
  private let jitStack: OpaquePointer?

  private init() {
    groupCapacity = 16
    guard let data = pcre2_match_data_create_8(UInt32(groupCapacity), nil),
      let context = pcre2_match_context_create_8(nil)
    else { fatalError("out of memory") }
    self.data = data
    self.context = context
    // Without a stack of its own the JIT has 32 KB, which long paragraphs exceed.
    jitStack = pcre2_jit_stack_create_8(32 << 10, Self.jitStackBytes, nil)
    pcre2_jit_stack_assign_8(context, nil, jitStack.map { UnsafeMutableRawPointer($0) })
  }

  deinit {
    pcre2_match_data_free_8(data)
    pcre2_match_context_free_8(context)
    pcre2_jit_stack_free_8(jitStack)
  }

  /// Matches `code` once in `utf8[..<end]` from `start` on. False means that there is no match.
  ///
  /// `utf8` must be valid UTF-8 and both offsets must stand on scalar borders.
  func run(
    _ code: OpaquePointer, on utf8: [UInt8], from start: Int, to end: Int, options: UInt32, limits: MatchLimits
  ) throws(MatchError) -> Bool {
    pcre2_set_match_limit_8(context, limits.steps)
    pcre2_set_depth_limit_8(context, limits.depth)
    pcre2_set_heap_limit_8(context, limits.heapKiB)
    let options = options | PCRE2_NO_UTF_CHECK
    var result = utf8.withUnsafeBufferPointer {
      pcre2_match_8(code, $0.baseAddress, end, start, options, data, context)
    }
    if result == PCRE2_ERROR_JIT_STACKLIMIT {
      result = utf8.withUnsafeBufferPointer {
        pcre2_match_8(code, $0.baseAddress, end, start, options | PCRE2_NO_JIT, data, context)
      }
    }
    switch result {
    case 0...: return true
    case PCRE2_ERROR_NOMATCH: return false
    case PCRE2_ERROR_MATCHLIMIT: throw .stepLimit
    case PCRE2_ERROR_DEPTHLIMIT: throw .depthLimit
    case PCRE2_ERROR_HEAPLIMIT: throw .heapLimit
    default: throw .other(code: result, message: pcre2Message(result))
    }
  }

  /// Start and end of the first `groups` groups of the last match, -1 for a group that took no part.
  func offsets(groups: Int) -> [Int] {
    guard let vector = pcre2_get_ovector_pointer_8(data) else { return [] }
    // PCRE2 marks such a group with the largest size, which is -1 as a signed number.
    return (0..<(2 * groups)).map { Int(bitPattern: UInt(vector[$0])) }
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
  /// The block of the running thread, with room for `groups` groups.
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

  /// The key under which each thread keeps its block; the block goes when the thread ends.
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
