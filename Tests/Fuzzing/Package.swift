// swift-tools-version: 6.1
import PackageDescription

// The targets of the root package are declared again, because the fuzzer needs their internals and must instrument all
// of them.
let package = Package(
  name: "fuzzing",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-system", .upToNextMinor(from: "1.8.1"))
  ],
  targets: [
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
    .systemLibrary(name: "CExpat", pkgConfig: "expat"),
    .systemLibrary(name: "CMarkGFM", pkgConfig: "libcmark-gfm"),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1"),
    .systemLibrary(name: "CPlatform"),
    .target(name: "Platform", dependencies: ["CPlatform"]),
    .target(name: "Essentials"),
    .target(name: "DraftText", dependencies: ["Platform"]),
    .target(name: "Archive", dependencies: ["CExpat", "CZlib", "DraftText"]),
    .target(name: "WordText", dependencies: ["Archive", "DraftText"]),
    .target(name: "WordMarkup", dependencies: ["Archive", "DraftText", "WordText"]),
    .target(name: "MarkdownText", dependencies: ["CMarkGFM", "DraftText"]),
    .target(name: "PatternMatching", dependencies: ["CPCRE2", "DraftText", "Platform"]),
    .target(name: "Diagnostics", dependencies: ["DraftText"]),
    .target(name: "DraftOutline", dependencies: ["Diagnostics", "DraftText", "PatternMatching"]),
    .target(name: "RuleFiles", dependencies: ["CYAML", "Diagnostics", "DraftText", "PatternMatching"]),
    .target(
      name: "RuleEngine", dependencies: ["Diagnostics", "DraftOutline", "DraftText", "PatternMatching", "RuleFiles"]),
    .target(
      name: "Linting",
      dependencies: [
        "Diagnostics", "DraftOutline", "DraftText", "Essentials", "MarkdownText", "PatternMatching", "Platform",
        "RuleEngine", "RuleFiles", "WordMarkup", "WordText", .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .target(
      name: "Reporting",
      dependencies: [
        "Diagnostics", "DraftOutline", "DraftText", "Essentials", "Linting", "Platform", "RuleEngine", "RuleFiles",
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      resources: [.embedInCode("HTML/colors.css"), .embedInCode("HTML/report.css"), .embedInCode("HTML/report.js")]),
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "CExpat", "CZlib", "Diagnostics", "DraftOutline", "DraftText", "Linting", "PatternMatching", "Platform",
        "Reporting", "RuleEngine", "RuleFiles", "WordText", .product(name: "SystemPackage", package: "swift-system"),
      ],
      path: "Fuzz",
      swiftSettings: [.unsafeFlags(["-parse-as-library"])]),
  ],
  swiftLanguageModes: [.v6]
)
