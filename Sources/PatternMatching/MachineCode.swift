import CPCRE2
import Synchronization

/// The machine code of a pattern, made when enough text has been searched with the pattern.
///
/// Making it takes as long as the interpreter needs for some kilobytes of text: most patterns never see as much in a run on
/// one draft.
///
/// The pointers lead to patterns that PCRE2 never changes while matching, so threads may share them.
final class MachineCode: @unchecked Sendable {
  private let interpreted: CompiledPattern
  /// How many bytes the interpreter may search.
  private let patience: Int
  private let searched = Atomic<Int>(0)
  private let compiled = Atomic<OpaquePointer?>(nil)

  init(of pattern: CompiledPattern) {
    interpreted = pattern
    patience = pattern.skipsHan ? 32 << 10 : 2 << 10
  }

  deinit { pcre2_code_free_8(compiled.load(ordering: .relaxed)) }

  /// What is best used to search in `count` bytes.
  func code(toSearch count: Int) -> OpaquePointer {
    if let code = compiled.load(ordering: .acquiring) { return code }
    guard searched.add(count, ordering: .relaxed).newValue > patience else { return interpreted.pointer }
    // Other threads may be matching, so the pattern they use stays as it is.
    guard let copy = pcre2_code_copy_8(interpreted.pointer) else { return interpreted.pointer }
    pcre2_jit_compile_8(copy, PCRE2_JIT_COMPLETE)
    let (isFirst, code) = compiled.compareExchange(expected: nil, desired: copy, ordering: .acquiringAndReleasing)
    if isFirst { return copy }
    pcre2_code_free_8(copy)
    return code ?? interpreted.pointer
  }
}
