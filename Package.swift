// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "zhangfa",
  // Synchronization.Atomic needs macOS 15.
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "zhangfa", targets: ["zhangfa"]),
    .library(name: "ZhangfaCore", targets: ["ZhangfaCore"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", .upToNextMinor(from: "1.8.2")),
    .package(url: "https://github.com/apple/swift-system", .upToNextMinor(from: "1.8.1")),
  ],
  targets: [
    // These targets process a draft, from top to bottom. Each depends only on targets above it.
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
    .systemLibrary(name: "CPlatform"),
    .target(name: "Platform", dependencies: ["CPlatform"]),
    .target(name: "Essentials"),
    .target(name: "DraftText", dependencies: ["Platform"]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"]), .brew(["expat"])]),
    .target(name: "Archive", dependencies: ["CExpat", "CZlib", "DraftText"]),
    .target(name: "WordText", dependencies: ["Archive", "DraftText"]),
    .target(name: "WordMarkup", dependencies: ["Archive", "DraftText", "WordText"]),
    .systemLibrary(
      name: "CMarkGFM", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"])]),
    .target(name: "MarkdownText", dependencies: ["CMarkGFM", "DraftText"]),
    .target(name: "PatternMatching", dependencies: ["CPCRE2", "DraftText", "Platform"]),
    .target(name: "Diagnostics", dependencies: ["DraftText"]),
    .target(name: "DraftOutline", dependencies: ["Diagnostics", "DraftText", "PatternMatching"]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .target(name: "RuleFiles", dependencies: ["CYAML", "Diagnostics", "DraftText", "PatternMatching"]),
    .target(
      name: "RuleEngine", dependencies: ["Diagnostics", "DraftOutline", "DraftText", "PatternMatching", "RuleFiles"]),

    // Rules/ becomes Swift code at build time, so that zhangfa does not parse YAML at every start. SwiftPM builds the
    // dependencies of this tool three times.
    .executableTarget(name: "prepare-rules", dependencies: ["RuleFiles"]),
    .plugin(
      name: "PrepareRulesPlugin", capability: .buildTool(), dependencies: ["prepare-rules"],
      path: "Sources/PrepareRulesPlugin"),
    // Through the link Sources/ShippedRules/Rules, SwiftPM notices when a rule is added.
    .target(
      name: "ShippedRules", dependencies: ["RuleEngine", "RuleFiles"], exclude: ["Rules"],
      plugins: ["PrepareRulesPlugin"]),

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
    .target(
      name: "Comparison",
      dependencies: ["Diagnostics", "DraftOutline", "DraftText", "Linting", "PatternMatching", "RuleFiles"]),
    // The library for other programs, which gives them all of the above.
    .target(
      name: "ZhangfaCore",
      dependencies: [
        "Diagnostics", "DraftOutline", "DraftText", "Linting", "Platform", "Reporting", "RuleEngine", "RuleFiles",
        "ShippedRules", .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .target(
      name: "LanguageServer",
      dependencies: [
        "Diagnostics", "DraftOutline", "DraftText", "Essentials", "Linting", "Platform", "Reporting", "RuleEngine",
        "RuleFiles", "ZhangfaCore", .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .executableTarget(
      name: "zhangfa",
      dependencies: [
        "Comparison", "Diagnostics", "DraftOutline", "DraftText", "Essentials", "LanguageServer", "Linting", "Platform",
        "Reporting", "RuleEngine", "RuleFiles", "ShippedRules", "ZhangfaCore",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),

    // Code for the tests of several modules: folders, programs, goldens, and validators of published formats.
    .target(
      name: "TestSupport", dependencies: ["Linting", "RuleEngine", "ShippedRules"], path: "Tests/TestSupport",
      exclude: ["validate.py", "validators.txt"]),
    .testTarget(
      name: "LintingTests",
      dependencies: [
        "Diagnostics", "DraftOutline", "DraftText", "Linting", "PatternMatching", "Platform", "RuleEngine", "RuleFiles",
        "ShippedRules", "TestSupport", "WordText", .product(name: "SystemPackage", package: "swift-system"),
      ],
      exclude: ["AuthorsLines", "FalsePositives", "FindingDetails", "Judgement"]),
    .testTarget(
      name: "ComparisonTests",
      dependencies: [
        "Comparison", "Diagnostics", "DraftOutline", "DraftText", "Linting", "RuleEngine", "RuleFiles", "ShippedRules",
        "TestSupport",
      ],
      exclude: ["Pairs"]),
    // Plants faults into the clean drafts of Fixtures. Its folder contains the faults to plant, and the results.
    .testTarget(
      name: "FaultInjectionTests",
      dependencies: [
        "Diagnostics", "DraftOutline", "DraftText", "Linting", "PatternMatching", "RuleEngine", "RuleFiles",
        "TestSupport",
      ],
      exclude: ["Faults", "RESULTS.md"]),
    // Replays the corpora of Tests/Fuzzing, the package that fuzzes the same targets.
    .testTarget(
      name: "FuzzReplayTests",
      dependencies: [
        "CExpat", "CZlib", "Diagnostics", "DraftOutline", "DraftText", "Linting", "PatternMatching", "Platform",
        "Reporting", "RuleEngine", "RuleFiles", "WordText", .product(name: "SystemPackage", package: "swift-system"),
      ],
      exclude: ["WildRules"]),
    .testTarget(
      name: "RuleEngineTests",
      dependencies: [
        "Diagnostics", "DraftOutline", "DraftText", "PatternMatching", "RuleEngine", "RuleFiles", "ShippedRules",
        "TestSupport",
      ]),
    .testTarget(
      name: "ReportingTests",
      dependencies: ["Diagnostics", "DraftText", "Linting", "Reporting", "RuleEngine", "RuleFiles", "TestSupport"],
      exclude: ["Goldens"]),
    // Depends only on ZhangfaCore, as another program would.
    .testTarget(name: "ZhangfaCoreTests", dependencies: ["ZhangfaCore"]),
    .testTarget(
      name: "LanguageServerTests",
      dependencies: [
        "Diagnostics", "DraftText", "LanguageServer", "Linting", "Reporting", "TestSupport",
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .testTarget(
      name: "zhangfaTests", dependencies: ["TestSupport", "zhangfa"],
      exclude: ["editor.py", "oracles.py", "settle.py", "twins.py"]),
    .testTarget(
      name: "DraftOutlineTests",
      dependencies: [
        "Diagnostics", "DraftOutline", "DraftText", "Linting", "PatternMatching", "TestSupport",
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      exclude: ["Drafts"]),
    .testTarget(
      name: "DraftTextTests", dependencies: ["DraftText", "TestSupport"], exclude: ["gb18030.py", "OtherEncodings.tsv"]),
    .testTarget(
      name: "WordTextTests",
      dependencies: [
        "Archive", "CZlib", "Diagnostics", "DraftText", "Linting", "RuleEngine", "RuleFiles", "ShippedRules",
        "WordMarkup", "WordText",
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .testTarget(name: "MarkdownTextTests", dependencies: ["DraftText", "MarkdownText"]),
    .testTarget(name: "PatternMatchingTests", dependencies: ["DraftText", "PatternMatching"]),
  ],
  swiftLanguageModes: [.v6]
)

// SwiftNIO, which only the page needs, takes two minutes to build: ZHANGFA_PAGE=off leaves both out.
if Context.environment["ZHANGFA_PAGE"] != "off" {
  package.products.append(.executable(name: "zhangfa-page", targets: ["zhangfa-page"]))
  package.dependencies.append(
    .package(url: "https://github.com/apple/swift-nio", .upToNextMinor(from: "2.101.2")))
  package.targets += [
    // The page is a separate program, so that zhangfa itself contains no code for the network.
    .target(
      name: "PageServer",
      dependencies: [
        "Diagnostics", "DraftText", "Essentials", "Linting", "Reporting", "ZhangfaCore",
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"), .product(name: "SystemPackage", package: "swift-system"),
      ],
      resources: [.embedInCode("page.css"), .embedInCode("page.js")]),
    .executableTarget(
      name: "zhangfa-page",
      dependencies: [
        "Diagnostics", "PageServer", "Platform", "ZhangfaCore",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(
      name: "PageServerTests",
      dependencies: ["PageServer", "TestSupport", "zhangfa-page", .product(name: "NIOHTTP1", package: "swift-nio")],
      exclude: ["page.py"]),
  ]
}
