import Diagnostics
import DraftText
import Linting
import SystemPackage

/// What a run does otherwise than one might expect, told on standard error: `zhangfa: note: …`.
enum Notice {
  /// More links than this are counted: a folder of links is one fact, not a thousand.
  private static let mostLinks = 5

  /// Tells which links among drafts are not followed, where what they lead to is not checked by itself.
  static func linksPassedOver(_ links: [FilePath], in language: Language) {
    for link in links.prefix(mostLinks) {
      tell(
        LocalizedText(zh: "\(link) 是链接，没有核", en: "\(link) is a link, which is not followed"),
        in: language)
    }
    let rest = links.count - mostLinks
    if rest > 0 {
      tell(LocalizedText(zh: "还有 \(rest) 个链接没有核", en: "\(rest) more links are not followed"), in: language)
    }
  }

  /// Tells that a configuration does not count.
  static func passedOver(_ configuration: ForeignConfiguration, in language: Language) {
    tell(configuration.message, in: language)
  }

  /// Tells that another run writes a baseline in the same folder.
  static func waiting(in language: Language) {
    tell(LocalizedText(zh: "另一个 zhangfa baseline 正在写，等待", en: "waiting for another zhangfa baseline"), in: language)
  }

  private static func tell(_ message: LocalizedText, in language: Language) {
    let label = LocalizedText(zh: "说明", en: "note")[language]
    StandardStream.writeError("zhangfa: \(label): \(printable(message[language]))\n")
  }
}
