import Foundation

/// Changes inputs as a fuzzer does, but always in the same way.
struct Mutation {
  private let inputs: [[UInt8]]
  /// Whether changing valid UTF-8 must give valid UTF-8.
  private let isText: Bool
  private var generator = Generator()

  /// Takes `inputs`, which must not be empty.
  init(of inputs: [[UInt8]], asText isText: Bool) {
    self.inputs = inputs
    self.isText = isText
  }

  /// Returns the next changed input.
  mutating func next() -> [UInt8] {
    var input = pick(inputs) ?? []
    for _ in 0...Int.random(in: 0..<4, using: &generator) { change(&input) }
    return input
  }

  private mutating func change(_ input: inout [UInt8]) {
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: input.removeSubrange(piece(of: input, most: 32))
    case 1: input.replaceSubrange(piece(of: input, most: 8), with: Array((pick(Self.tokens) ?? "").utf8))
    case 2:
      let copied = Array(input[piece(of: input, most: 64)])
      input.insert(contentsOf: copied, at: place(in: input))
    case 3:
      let other = pick(inputs) ?? []
      input.insert(contentsOf: other[piece(of: other, most: 200)], at: place(in: input))
    case 4: input.insert(contentsOf: Array((pick(Self.tokens) ?? "").utf8), at: place(in: input))
    default:
      guard !isText, !input.isEmpty else { return }
      input[place(in: input, isBeforeEnd: true)] = UInt8.random(in: .min ... .max, using: &generator)
    }
  }

  private mutating func pick<Item>(_ items: [Item]) -> Item? { items.randomElement(using: &generator) }

  /// Returns a random offset in `input`; in text, on a scalar border.
  private mutating func place(in input: [UInt8], isBeforeEnd: Bool = false) -> Int {
    border(Int.random(in: 0..<(input.count + (isBeforeEnd ? 0 : 1)), using: &generator), in: input)
  }

  private mutating func piece(of input: [UInt8], most: Int) -> Range<Int> {
    let start = place(in: input)
    return start..<max(start, border(min(input.count, start + Int.random(in: 0...most, using: &generator)), in: input))
  }

  private func border(_ offset: Int, in input: [UInt8]) -> Int {
    var border = offset
    while isText, border > 0, border < input.count, input[border] & 0xC0 == 0x80 { border -= 1 }
    return border
  }

  /// The words of the fuzzer's dictionary.
  private static let tokens: [String] = {
    let file = Project.folder.appending(path: "Tests/Fuzzing/chinese.dict")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { $0.hasPrefix("\"") }.map { line in
      String(line.dropFirst().dropLast()).replacing("\\x0A", with: "\n").replacing("\\\"", with: "\"")
        .replacing("\\\\", with: "\\")
    }
  }()
}

/// SplitMix64 from a fixed seed.
private struct Generator: RandomNumberGenerator {
  private var state: UInt64 = 20_260_601

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
