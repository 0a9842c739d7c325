import Testing

@testable import DraftText

private func firstInvalid(_ bytes: [UInt8]) -> Int? {
  bytes.withUnsafeBufferPointer { firstInvalidUTF8Byte(in: $0) }
}

/// Validates `bytes` with the standard library, independently of the code under test.
private func isValid(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

@Suite struct UTF8ValidationTests {
  @Test(arguments: [
    [0x80] as [UInt8], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x41], [0xE0, 0x9F, 0xBF],
    [0xE0, 0x80, 0x80],
    [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xE4, 0xBD], [0xE4, 0xBD, 0x41], [0xF0, 0x8F, 0xBF, 0xBF],
    [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF0, 0x9F, 0x98], [0xFE], [0xFF],
  ])
  func `a bad sequence is found at its lead byte wherever it stands`(bad: [UInt8]) {
    for prefix in ["", "a", "abcdefgh", "一", "一二", "一二三四五", "é", "😀", "abc一二d"] {
      for suffix in ["", "z", "abcdefghijkl", "一二三四五六"] {
        #expect(firstInvalid(Array(prefix.utf8) + bad + Array(suffix.utf8)) == prefix.utf8.count)
      }
    }
  }

  @Test func `all sequences of three bytes are judged as the standard library judges them`() {
    var buffer: [UInt8] = [0, 0, 0, 0x41, 0x42, 0x43, 0x44, 0x45]
    for lead in UInt8(0xE0)...0xEF {
      for second in UInt8(0x70)...0xC1 {
        for third in [0x00, 0x7F, 0x80, 0xBF, 0xC0] as [UInt8] {
          buffer.replaceSubrange(0..<3, with: [lead, second, third])
          #expect((firstInvalid(buffer) == nil) == isValid(buffer))
          #expect((firstInvalid(Array("章".utf8) + buffer) == nil) == isValid(buffer))
        }
      }
    }
  }

  @Test func `random damage is judged as the standard library judges it`() {
    var random = SplitMix(state: 20_231_201)
    let original = Array("一、工作 summary，共慰问23名。\r\n😀é".utf8)
    for _ in 0..<20_000 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: .min ... .max, using: &random)
      }
      bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random)))
      let invalid = firstInvalid(bytes)
      #expect((invalid == nil) == isValid(bytes))
      if let invalid { #expect(isValid(Array(bytes[..<invalid]))) }
    }
  }
}

/// A generator whose numbers are the same in every run.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
