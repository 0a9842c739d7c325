import Foundation
import Testing

/// zhangfa does what README and the pages of the documentation show.
@Suite struct DocumentationTests {
  /// A fenced block: the text after the fence, and its lines.
  private struct Block {
    let kind: String
    let lines: [String]
  }

  /// A command after a prompt, and the output shown under it.
  private struct Step {
    let command: String
    var output: [String]
  }

  /// README, CONTRIBUTING, and the pages of the documentation catalogue, by path from the root.
  private static let pages: [String] = {
    let catalogue = "Sources/ZhangfaCore/ZhangfaCore.docc"
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: Checkout.root.appending(path: catalogue).path)) ?? []
    return ["README.md", ".github/CONTRIBUTING.md"]
      + names.filter { $0.hasSuffix(".md") }.sorted().map { "\(catalogue)/\($0)" }
  }()

  @Test(arguments: ["README.md", ".ci/packaging/pre-commit-config.yaml"]) func pinsTheVersionOfTheProgram(page: String)
    throws
  {
    let version = try Workplace().zhangfa("--version").output.split(separator: " ").last ?? ""
    #expect(try Self.text(of: page).contains("[zhangfa==\(version.trimmingCharacters(in: .newlines))]"))
  }

  private static func text(of page: String) throws -> String {
    try String(contentsOf: Checkout.root.appending(path: page), encoding: .utf8)
  }

  private static func blocks(of page: String) throws -> [Block] {
    let text = try text(of: page)
    var blocks: [Block] = []
    var open: (kind: String, lines: [String])?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if let block = open, line == "```" {
        blocks.append(Block(kind: block.kind, lines: block.lines))
        open = nil
      } else if open != nil {
        open?.lines.append(line)
      } else if line.hasPrefix("```") {
        open = (String(line.dropFirst(3)), [])
      }
    }
    return blocks
  }

  private static func steps(of block: Block) -> [Step] {
    block.lines.reduce(into: []) { steps, line in
      if line.hasPrefix("$ ") {
        steps.append(Step(command: String(line.dropFirst(2)), output: []))
      } else if !steps.isEmpty {
        steps[steps.count - 1].output.append(line)
      }
    }
  }

  /// Runs all commands of a page in one folder, from top to bottom.
  ///
  /// A block of YAML is a file, which its first line names. `cat FILE` shows a file that a reader would have.
  @Test(arguments: pages) func sessionsOnPagesPrintWhatTheyShow(page: String) throws {
    let place = try Workplace()
    try place.link("Fixtures", to: Checkout.fixtures.path)
    for block in try Self.blocks(of: page) {
      if block.kind == "yaml", let first = block.lines.first, first.hasPrefix("# ") {
        let path = first.dropFirst(2)
        try place.write(block.lines.joined(separator: "\n") + "\n", to: String(path))
      }
      guard block.kind == "console" else { continue }
      for step in Self.steps(of: block) {
        if step.command.hasPrefix("cat ") {
          try place.write(step.output.joined(separator: "\n") + "\n", to: String(step.command.dropFirst(4)))
          continue
        }
        let output = try place.shell("exec 2>&1; \(step.command)", environment: ["COLUMNS": "100"]).output
        #expect(output == step.output.map { $0 + "\n" }.joined(), "\(page): \(step.command)")
      }
    }
  }

  /// There are pages and steps; without them, the other tests would test nothing.
  @Test func thereAreSessions() throws {
    try #require(Self.pages.count > 10)
    let steps = try Self.pages.flatMap { try Self.blocks(of: $0) }.filter { $0.kind == "console" }.flatMap(Self.steps)
    #expect(steps.count > 15)
  }

  /// A link in a page leads to an existing file, and to an existing heading in it; `<doc:Name>` leads to a page.
  @Test(arguments: pages) func everyLinkLeadsSomewhere(page: String) throws {
    let folder = Checkout.root.appending(path: page).deletingLastPathComponent()
    let text = try Self.text(of: page)
    for match in text.matches(of: /\]\((?<path>[^)#:]*)(?:#(?<heading>[^)]*))?\)/) {
      let target = match.path.isEmpty ? Checkout.root.appending(path: page) : folder.appending(path: String(match.path))
      #expect(FileManager.default.fileExists(atPath: target.path), "\(page): \(match.path)")
      guard let heading = match.heading else { continue }
      let anchors = try Self.anchors(of: String(contentsOf: target, encoding: .utf8))
      #expect(anchors.contains(String(heading)), "\(page): \(match.path)#\(heading)")
    }
    for match in text.matches(of: /<doc:(?<name>[^>]*)>/) {
      let target = folder.appending(path: "\(match.name).md")
      #expect(FileManager.default.fileExists(atPath: target.path), "\(page): \(match.name)")
    }
  }

  /// Returns the anchors of headings: lower case, hyphens for blanks, no punctuation.
  private static func anchors(of text: String) -> [String] {
    text.split(separator: "\n").filter { $0.hasPrefix("#") }.map { line in
      let name = line.drop { $0 == "#" || $0 == " " }.lowercased().replacing(" ", with: "-")
      return name.filter { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    }
  }

  /// The page about rules names exactly the keys of rule files.
  @Test func namesTheKeysOfRules() throws {
    let text = try Self.text(of: "Sources/ZhangfaCore/ZhangfaCore.docc/RuleLanguage.md")
    let place = try Workplace()
    try place.write("kind: forbid\nnonsense: x\n", to: "rules/a/b.yaml")
    try place.write("nonsense: x\n", to: "rules/profiles/c.yaml")
    let error = try place.zhangfa("test", "rules").error
    let lists = error.split(separator: "\n").compactMap { $0.split(separator: "it can be: ").dropFirst().first }
    #expect(lists.count == 2, "\(error)")
    for key in lists.joined(separator: ", ").split(separator: ", ") {
      #expect(text.contains("`\(key)`"), "\(key)")
    }
  }

  /// The page about rules names exactly the existing kinds.
  @Test func namesTheKinds() throws {
    let text = try Self.text(of: "Sources/ZhangfaCore/ZhangfaCore.docc/RuleLanguage.md")
    let rows = text.split(separator: "\n| kind |").dropFirst().first?.split(separator: "\n").dropFirst(2) ?? []
    let table = rows.prefix { $0.hasPrefix("| `") }.compactMap { $0.split(separator: "`").dropFirst().first }
    let others = text.split(separator: "\nThe other kinds (").dropFirst().first?.split(separator: ")").first ?? ""
    let named = table + others.split(separator: "`").filter { $0.first?.isLetter == true }
    let place = try Workplace()
    try place.write("kind: nonsense\nseverity: error\nmessage: m\n", to: "rules/a/b.yaml")
    let known = try place.zhangfa("test", "rules").error.split(separator: "\n")
      .compactMap { $0.split(separator: "it can be: ").dropFirst().first }
    #expect(named.map(String.init).sorted() == known.joined().split(separator: ", ").map(String.init).sorted())
  }

  /// The page about formats names exactly the existing formats.
  @Test func namesTheFormats() throws {
    let text = try Self.text(of: "Sources/ZhangfaCore/ZhangfaCore.docc/ReportFormats.md")
    let rows = text.split(separator: "\n## ").first { $0.hasPrefix("Formats") }?.split(separator: "\n") ?? []
    let named = rows.filter { $0.hasPrefix("| `") }.flatMap { row in
      row.split(separator: "|")[0].matches(of: /`([\w-]+)`/).map { String($0.1) }
    }
    let error = try Workplace().zhangfa("--format", "?").error
    #expect(named.sorted() == error.matches(of: /- ([\w-]+)\n/).map { String($0.1) }.sorted())
  }
}
