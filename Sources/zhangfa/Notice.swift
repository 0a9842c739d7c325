import Diagnostics
import DraftText
import Linting
import SystemPackage

/// What a run does otherwise than one might expect, told on standard error: `zhangfa: note: …`.
enum Notice {
  /// More links than this are counted: a folder of links is one fact, not a thousand.
  private static let mostLinks = 5

  /// Tells which links among drafts are not followed.
  static func linksPassedOver(_ links: [FilePath], in language: Language) {
    for link in links.prefix(mostLinks) {
      tell(
        LocalizedText(zh: "\(link) 是指向文件夹以外的链接，没有核", en: "\(link) is a link out of the folder and was not checked"),
        in: language)
    }
    let rest = links.count - mostLinks
    if rest > 0 {
      tell(LocalizedText(zh: "还有 \(rest) 个这样的链接没有核", en: "\(rest) more such links were not checked"), in: language)
    }
  }

  /// Tells that a configuration does not count.
  static func passedOver(_ configuration: ForeignConfiguration, in language: Language) {
    tell(configuration.message, in: language)
  }

  private static func tell(_ message: LocalizedText, in language: Language) {
    let label = LocalizedText(zh: "说明", en: "note")[language]
    StandardStream.writeError("zhangfa: \(label): \(printable(message[language]))\n")
  }
}
