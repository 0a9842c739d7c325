/// The target that `ZHANGFA_FUZZ_TARGET` names.
private let target: FuzzTarget = {
  let name = Project.setting("ZHANGFA_FUZZ_TARGET") ?? ""
  guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
    fatalError("“\(name)” is none of \(FuzzTarget.all.map(\.name))")
  }
  return target
}()

/// Runs the target on an input of libFuzzer. A broken invariant is a crash, so that libFuzzer keeps the input.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  do {
    try target.run(Array(UnsafeBufferPointer(start: start, count: count)))
  } catch {
    fatalError("\(target.name): \(error)")
  }
  return 0
}
