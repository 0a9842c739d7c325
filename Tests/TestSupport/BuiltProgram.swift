import Foundation

/// Returns the path of a program of this package, which is beside the tests.
package func builtProgram(_ name: String) -> URL {
  #if os(Linux)
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
  #else
    let tests = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL ?? Bundle.main.bundleURL
  #endif
  return tests.deletingLastPathComponent().appendingPathComponent(name)
}
