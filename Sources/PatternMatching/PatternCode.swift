import CPCRE2
import Synchronization

/// An expression in the form in which PCRE2 matches it: compiled when it is first needed, and compiled once more, to machine
/// code, when it has been used so much that this pays.
///
/// Making machine code takes as long as the interpreter needs for some kilobytes of text, or to try some hundred matches: most
/// patterns never see as much in a run on one draft.
///
/// The pointers lead to patterns that PCRE2 never changes while matching, so threads may share them.
final class PatternCode: @unchecked Sendable {
  /// What PCRE2 is given to match, and where it came from.
  struct Version {
    let pointer: OpaquePointer
    let pattern: CompiledPattern
  }

  private let source: PackedBytes
  private let isAnchored: Bool
  private let isCounted: Bool
  private let image: PatternImage?
  private let compiled = AtomicLazyReference<CompiledPattern>()
  private let machineCode = Atomic<OpaquePointer?>(nil)
  /// The work that the interpreter has done.
  private let work = Atomic<Int>(0)

  /// Takes an expression that is known to be sound.
  ///
  /// - Parameters:
  ///   - isAnchored: Whether it matches only where a match is tried, not behind it.
  ///   - isCounted: Whether its work is counted.
  ///   - image: What PCRE2 made of it before, in another process, if that is at hand.
  ///   - code: What it has made of it in this one.
  init(
    _ source: PackedBytes, isAnchored: Bool, isCounted: Bool, image: PatternImage? = nil, code: CompiledPattern? = nil
  ) {
    self.source = source
    self.isCounted = isCounted
    self.isAnchored = isAnchored
    self.image = image
    if let code { _ = compiled.storeIfNil(code) }
  }

  deinit { pcre2_code_free_8(machineCode.load(ordering: .relaxed)) }

  /// What PCRE2 makes of the expression.
  ///
  /// - Throws: When it does not accept it.
  func compile() throws(PatternError) -> CompiledPattern {
    if let pattern = compiled.load() { return pattern }
    if let image, let pattern = CompiledPattern(image) { return compiled.storeIfNil(pattern) }
    return compiled.storeIfNil(try CompiledPattern(source.string, isAnchored: isAnchored, isCounted: isCounted))
  }

  /// What is best used to search in `count` bytes, or to try `count` matches where the expression is anchored.
  func code(for count: Int) throws(MatchError) -> Version {
    let pattern: CompiledPattern
    do throws(PatternError) { pattern = try compile() } catch { throw .other(code: 0, message: error.message) }
    if let code = machineCode.load(ordering: .acquiring) { return Version(pointer: code, pattern: pattern) }
    // The one that comes to the end of the patience makes it; the others go on as before meanwhile.
    let (before, now) = work.add(count, ordering: .relaxed)
    let patience = patience(with: pattern)
    guard before <= patience, patience < now else {
      return Version(pointer: pattern.pointer, pattern: pattern)
    }
    return Version(pointer: makeMachineCode(of: pattern), pattern: pattern)
  }

  private func makeMachineCode(of pattern: CompiledPattern) -> OpaquePointer {
    // They may be matching, so the pattern they use stays as it is.
    guard let copy = pcre2_code_copy_8(pattern.pointer) else { return pattern.pointer }
    pcre2_jit_compile_8(copy, PCRE2_JIT_COMPLETE)
    machineCode.store(copy, ordering: .releasing)
    return copy
  }

  /// How much the interpreter may do, in bytes or matches tried.
  private func patience(with pattern: CompiledPattern) -> Int {
    if isAnchored { return 128 }
    return pattern.skipsMostPlaces ? 32 << 10 : 2 << 10
  }
}
