import Foundation
import TestSupport
import Testing

@testable import DraftText

/// Text in another encoding is not read as Chinese in GB18030 or UTF-16, and an uncertain guess is not called certain.
@Suite struct EncodingCertaintyTests {
  /// A line of OtherEncodings.tsv: encoding, expected outcome, text with ⏎ for line ends, and the bytes in Base64.
  struct Sample: Sendable, CustomTestStringConvertible {
    enum Outcome: String { case refused, uncertain, invalid }

    let encoding: String
    let outcome: Outcome
    let text: String
    let bytes: [UInt8]

    var testDescription: String { "\(encoding): \(text)" }

    init?(_ line: Substring) {
      let fields = line.split(separator: "\t").map(String.init)
      guard fields.count == 4, let outcome = Outcome(rawValue: fields[1]), let bytes = Data(base64Encoded: fields[3])
      else {
        return nil
      }
      (encoding, self.outcome, text, self.bytes) = (fields[0], outcome, fields[2], Array(bytes))
    }

    static let all: [Sample] = {
      let file = Checkout.tests.appending(path: "DraftTextTests/OtherEncodings.tsv")
      let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
      return text.split(separator: "\n").compactMap(Sample.init)
    }()
  }

  @Test func `there are enough samples`() { #expect(Sample.all.count >= 40) }

  @Test(arguments: Sample.all)
  func `another encoding is refused, or at least uncertain`(sample: Sample) throws {
    switch sample.outcome {
    case .refused: #expect(throws: DecodingFailure.otherEncoding) { try SourceText(decoding: sample.bytes) }
    case .uncertain: #expect(try !SourceText(decoding: sample.bytes).isEncodingCertain)
    case .invalid:
      #expect { try SourceText(decoding: sample.bytes) } throws: { error in
        if case .invalidByte(.gb18030, _, _)? = error as? DecodingFailure { true } else { false }
      }
    }
  }

  private static let drafts = [
    "青禾县水利局2023年工作总结\n今年以来，在县委、县政府的正确领导下，我局认真开展各项工作。\n一、主要工作\n",
    "一、工作情况\n二、存在的问题\n三、下一步的工作打算\n",
    "各位同志：根据会议安排，现将有关事项通知如下，请认真组织实施。",
  ]

  @Test(arguments: drafts)
  func `a Chinese draft is certain`(draft: String) throws {
    for bytes in [
      GB18030Coding.shared.encode(Array(draft.utf8)), UTF16Coding(bigEndian: true).encode(Array(draft.utf8)),
    ] {
      let text = try SourceText(decoding: bytes)
      #expect(String(decoding: text.utf8, as: UTF8.self) == draft)
      #expect(text.isEncodingCertain)
    }
  }

  /// Names, rare words, traditional characters, a few characters among Latin ones: such drafts are only read.
  @Test(arguments: [
    "工作总结", "甲\n乙\n", "总结.docx", "1. 工作 plan\n2. 问题 list\n", "王小明、李雷、韩梅梅、赵铁柱", "榫卯", "鄰里互助",
  ])
  func `a short draft is read and uncertain`(draft: String) throws {
    let text = try SourceText(decoding: GB18030Coding.shared.encode(Array(draft.utf8)))
    #expect(String(decoding: text.utf8, as: UTF8.self) == draft)
    #expect(text.encoding == .gb18030 && !text.isEncodingCertain)
  }

  @Test(arguments: TextEncoding.allCases)
  func `a mark is certain`(encoding: TextEncoding) throws {
    #expect(try SourceText(decoding: encoding.byteOrderMark).isEncodingCertain)
  }

  @Test func `traditional characters in GB18030 are read`() throws {
    let draft = "青禾縣水利局關於加強河道管理工作的報告\n今年以來，我局認真開展各項工作，清理河道十二條，取得了一定的成績。\n"
    let text = try SourceText(decoding: GB18030Coding.shared.encode(Array(draft.utf8)))
    #expect(String(decoding: text.utf8, as: UTF8.self) == draft)
  }
}
