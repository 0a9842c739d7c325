import Diagnostics
import DraftText
import Foundation
import RuleEngine
import TestSupport
import Testing

@testable import Linting

/// Fixes never change the author's own text: the files of AuthorsLines contain text that only looks like a fault.
@Suite struct AuthorsLinesTests {
  /// A line of a website, which may be deleted next to the author's lines.
  private static let siteLine = "更多精品范文请登录墨香公文网"
  private static let paragraphs = [
    "青禾县水务局2020年工作总结", "今年以来，全局上下狠抓落实，供水保障能力稳步提升。", "全年新建泵站6座，维修渠道12公里，水质全部达标。",
    "下一步，将继续抓好管网改造，让群众喝上放心水。",
  ]

  private func fixed(_ text: String, _ format: DraftFormat = .plainText, upTo limit: Fix.Applicability = .safe) throws
    -> String
  {
    try Fixer(.shipped(), upTo: limit).fix(SourceText(text, format: format)).source.string
  }

  @Test("There are enough of them")
  func count() throws {
    #expect(try Cases.lines("lines").count >= 150)
    let slips = try Cases.drafts("references").filter { draft in
      try Linter.shipped().lint(SourceText("\(Self.paragraphs[0])\n\(draft)")).diagnostics.contains { $0.fix != nil }
    }
    #expect(slips.count >= 60)
    #expect(try Cases.lines("addresses").count + Cases.drafts("markdown").count >= 25)
  }

  @Test("A line of an author stays, wherever it stands", arguments: try Cases.lines("lines"))
  func lines(_ line: String) throws {
    for place in 0...Self.paragraphs.count {
      let draft = (Self.paragraphs[..<place] + [line] + Self.paragraphs[place...]).joined(separator: "\n") + "\n"
      #expect(try fixed(draft) == draft)
    }
    let body = Self.paragraphs.joined(separator: "\n")
    for draft in [
      "\(Self.siteLine)\n\(line)\n\(body)\n", "\(line)\n\n\(Self.siteLine)\n\(body)\n",
      "\(body)\n\(line)\n\(Self.siteLine)\n",
    ] {
      #expect(try fixed(draft).contains("\(line)\n"))
    }
  }

  @Test("A line of a site goes, and what stands between two of them")
  func siteLines() throws {
    let body = Self.paragraphs.joined(separator: "\n") + "\n"
    #expect(try fixed("\(Self.siteLine)\n\(body)") == body)
    #expect(try fixed("\(Self.siteLine)\n来源：青竹网\n\n内部资料\n\(Self.siteLine)\n\(body)") == "\n" + body)
  }

  @Test("Numbers that are quoted or referred to stay", arguments: try Cases.drafts("references"))
  func references(_ draft: String) throws {
    let text = "\(Self.paragraphs[0])\n\(draft)"
    #expect(try fixed(text) == text)
  }

  @Test("No fix changes an address", arguments: try Cases.lines("addresses"), [DraftFormat.plainText, .markdown])
  func addresses(_ line: String, format: DraftFormat) throws {
    try expectUnchanged("\(Self.paragraphs[0])\n\n\(line)\n", format)
  }

  @Test("No fix changes what is no prose in Markdown", arguments: try Cases.drafts("markdown"))
  func markdown(_ draft: String) throws { try expectUnchanged(draft, .markdown) }

  /// Expects that the text between ⟦ and ⟧ stays unchanged by all fixes.
  private func expectUnchanged(_ marked: String, _ format: DraftFormat) throws {
    let text = marked.filter { $0 != "⟦" && $0 != "⟧" }
    let result = try fixed(text, format, upTo: .unsafe)
    for piece in marked.split(separator: "⟦").dropFirst().compactMap({ $0.split(separator: "⟧").first }) {
      #expect(result.contains(piece))
    }
  }
}

/// The files of AuthorsLines.
private enum Cases {
  private static func content(_ name: String) throws -> [Substring] {
    let folder = Checkout.tests.appending(path: "LintingTests/AuthorsLines")
    return try String(contentsOf: folder.appending(path: "\(name).txt"), encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// Returns the lines that are neither empty nor comments.
  static func lines(_ name: String) throws -> [String] {
    try content(name).filter { !$0.isEmpty && (!$0.hasPrefix("# ")) }.map(String.init)
  }

  /// Returns the drafts, which lines of === separate, after the comment at the start.
  static func drafts(_ name: String) throws -> [String] {
    try content(name).drop { $0.first == "#" || $0.isEmpty }.split(separator: "===").filter { $0 != [""] }.map {
      $0.joined(separator: "\n") + "\n"
    }
  }
}
