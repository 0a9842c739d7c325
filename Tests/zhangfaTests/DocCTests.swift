import Foundation
import Testing

/// DocC builds the pages of the documentation and of the core library, and every link in them leads somewhere.
@Suite struct DocCTests {
  private static let environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]
  private static let env = URL(filePath: "/usr/bin/env")

  /// The reason why DocC cannot be run; nil if it can.
  private static let obstacle: String? = {
    let run = try? Workplace().run(env, ["docc", "convert", "--help"], environment: environment)
    return run?.status == 0 ? nil : "docc of the toolchain is not in PATH"
  }()

  @Test(.enabled(if: obstacle == nil, Comment(rawValue: obstacle ?? "")))
  func theDocumentationHasNoWarning() throws {
    let place = try Workplace()
    let products = executable.deletingLastPathComponent()
    let system = products.appending(path: "../../checkouts/swift-system/Sources/CSystem/include").standardizedFileURL
    let modules =
      ["CPlatform", "CPCRE2", "CZlib", "CExpat", "CYAML", "CMarkGFM"].map {
        Checkout.root.appending(path: "Sources/\($0)")
      } + [system]
    let maps = modules.flatMap { ["-Xcc", "-fmodule-map-file=\($0.path)/module.modulemap"] }
    let symbols = try place.run(
      Self.env,
      ["swift", "symbolgraph-extract", "-module-name", "ZhangfaCore", "-I", "\(products.path)/Modules"] + maps
        + ["-target", "x86_64-unknown-linux-gnu", "-minimum-access-level", "public", "-output-dir", "."],
      environment: Self.environment)
    #expect(symbols.status == 0, "\(symbols)")
    let built = try place.run(
      Self.env,
      ["docc", "convert", Checkout.root.appending(path: "Sources/ZhangfaCore/ZhangfaCore.docc").path]
        + ["--fallback-display-name", "ZhangfaCore", "--fallback-bundle-identifier", "zhangfa"]
        + ["--additional-symbol-graph-dir", ".", "--output-path", "out", "--warnings-as-errors"],
      environment: Self.environment)
    #expect(built.status == 0 && !(built.output + built.error).contains("warning"), "\(built)")
  }
}
