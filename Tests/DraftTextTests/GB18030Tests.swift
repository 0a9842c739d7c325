import Foundation
import TestSupport
import Testing

@testable import DraftText

@Suite struct GB18030Tests {
  private let coding = GB18030Coding.shared

  private func decode(_ bytes: [UInt8]) throws(InvalidSequence) -> [UInt8] {
    try bytes.withUnsafeBufferPointer { (bytes) throws(InvalidSequence) in try coding.decode(bytes) }
  }

  /// All code points but surrogates, in order, in UTF-8.
  private static let everything: [UInt8] = {
    var text = ""
    text.unicodeScalars.append(contentsOf: (UInt32(0)...0x10FFFF).lazy.compactMap(Unicode.Scalar.init))
    return Array(text.utf8)
  }()

  @Test func `every code point survives a round trip`() throws {
    #expect(try decode(coding.encode(Self.everything)) == Self.everything)
  }

  @Test func `every code of two bytes survives a round trip`() throws {
    let trails = (UInt8(0x40)...0xFE).filter { $0 != 0x7F }
    let codes = (UInt8(0x81)...0xFE).flatMap { lead in trails.flatMap { [lead, $0] } }
    #expect(try coding.encode(decode(codes)) == codes)
    let points = String(decoding: try decode(codes), as: UTF8.self).unicodeScalars
    #expect(points.count == 23_940 && Set(points).count == 23_940)
  }

  @Test func `every code of four bytes survives a round trip, or stands for nothing`() throws {
    var valid = 0
    for lead in UInt8(0x81)...0xFE {
      // If all of the ten thousand codes of a lead byte are valid, they are decoded at once.
      let codes = (UInt8(0x30)...0x39).flatMap { second in
        (UInt8(0x81)...0xFE).flatMap { third in (UInt8(0x30)...0x39).map { [lead, second, third, $0] } }
      }
      if let text = try? decode(Array(codes.joined())) {
        valid += codes.count
        #expect(coding.encode(text) == Array(codes.joined()))
      } else {
        for code in codes {
          guard let text = try? decode(code) else { continue }
          valid += 1
          #expect(coding.encode(text) == code)
        }
      }
    }
    // Surrogates, and code points with a code of one or two bytes, have no code of four bytes.
    #expect(valid == 0x110000 - 0x800 - 0x80 - 23_940)
  }

  @Test(.enabled(if: Python.obstacle == nil, "there is no Python to compare with"))
  func `every code is that of Python, or of 2022`() throws {
    let script = Checkout.tests.appending(path: "DraftTextTests/gb18030.py")
    let place = try Workplace()
    let file = place.folder.appending(path: "codes")
    let run = try Python.run(script, [file.path])
    #expect(run.status == 0, "\(run.output)")
    #expect(try Array(Data(contentsOf: file)) == coding.encode(Self.everything))
  }

  @Test(arguments: [
    ("章法", [0xD5, 0xC2, 0xB7, 0xA8] as [UInt8]), ("€", [0xA2, 0xE3]), ("\u{80}", [0x81, 0x30, 0x81, 0x30]),
    ("ǹ", [0xA8, 0xBF]), ("㐀", [0x81, 0x39, 0xEE, 0x39]), ("\u{FFFF}", [0x84, 0x31, 0xA4, 0x39]),
    ("\u{10000}", [0x90, 0x30, 0x81, 0x30]), ("𠮷", [0x95, 0x34, 0xB2, 0x35]), ("\u{10FFFF}", [0xE3, 0x32, 0x9A, 0x35]),
    // The user-defined zones, and other private-use characters.
    ("\u{E000}", [0xAA, 0xA1]), ("\u{E233}", [0xAF, 0xFE]), ("\u{E234}", [0xF8, 0xA1]), ("\u{E4C5}", [0xFE, 0xFE]),
    ("\u{E4C6}", [0xA1, 0x40]), ("\u{E765}", [0xA7, 0xA0]), ("\u{E766}", [0xA2, 0xAB]), ("\u{E816}", [0xFE, 0x51]),
    // Codes that the editions of 2005 and 2022 changed.
    ("ḿ", [0xA8, 0xBC]), ("\u{E7C7}", [0x81, 0x35, 0xF4, 0x37]), ("︑", [0xA6, 0xDB]), ("︒", [0xA6, 0xDA]),
    ("\u{E78E}", [0x84, 0x31, 0x82, 0x38]), ("\u{9FB4}", [0xFE, 0x59]), ("\u{E81E}", [0x82, 0x35, 0x90, 0x37]),
    ("\u{20087}", [0x95, 0x32, 0x90, 0x31]),
  ])
  func `codes that are known`(text: String, code: [UInt8]) throws {
    #expect(coding.encode(Array(text.utf8)) == code)
    #expect(try decode(code) == Array(text.utf8))
  }

  @Test(
    arguments: [
      [0x80], [0xFF, 0x40], [0xB5], [0xB5, 0x20], [0xB5, 0x7F], [0xB5, 0xFF], [0x81, 0x30], [0x81, 0x30, 0x81],
      [0x81, 0x30, 0x40, 0x30], [0x81, 0x30, 0x81, 0x40], [0x84, 0x31, 0xA5, 0x30], [0x8F, 0x39, 0xFE, 0x39],
      [0xE3, 0x32, 0x9A, 0x36], [0xFE, 0x39, 0xFE, 0x39],
    ] as [[UInt8]])
  func `of what is no code the first byte is named`(code: [UInt8]) {
    let before: [UInt8] = [0x61, 0xB5, 0xB3]
    let failure = #expect(throws: InvalidSequence.self) { try decode(before + code) }
    #expect(failure?.offset == 3)
    #expect(failure?.before == Array("a党".utf8))
  }
}
