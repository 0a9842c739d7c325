import DraftText
import PatternMatching

/// Writes rules down in the form that ``PreparedRules`` describes.
struct RulePacker {
  /// What the images of all patterns begin with.
  let imageHead: [UInt8]
  private(set) var text = ""

  init(imageHead: [UInt8]) { self.imageHead = imageHead }

  mutating func add(_ number: Int) { add(UInt64(number)) }

  private mutating func add(_ word: UInt64) {
    var rest = word
    repeat {
      let digit = UInt8(rest & 31)
      rest >>= 5
      text.unicodeScalars.append(Unicode.Scalar(0x30 + digit + (rest > 0 ? 32 : 0)))
    } while rest > 0
  }

  mutating func add(_ string: String) {
    add(string.utf8.count)
    text += string
  }

  mutating func add(_ file: RuleFile) {
    add(file.path)
    guard case .rule = file.role, let (rest, details) = file.root.separatingDetails else {
      add(file.root)
      return add("")
    }
    add(rest)
    var packer = RulePacker(imageHead: imageHead)
    packer.add(details)
    add(packer.text)
  }

  mutating func add(_ position: LinePosition) {
    add(position.line)
    add(position.column)
  }

  mutating func add(_ pattern: PreparedPattern, _ key: PreparedPatterns.Key) {
    add(key.position)
    let openings = key.hasExceptions ? [pattern.opening, pattern.wholeOpening] : [pattern.opening]
    add(openings.count)
    add(pattern.source.string)
    for opening in openings {
      add(opening.characters)
      add(opening.lineCharacters)
      add(opening.seconds.words.count)
      for word in opening.seconds.words { add(word) }
    }
    add(pattern.groupNames.count)
    for name in pattern.groupNames.sorted() { add(name) }
    add(pattern.image.map { PatternImage.text(of: $0.bytes.dropFirst(imageHead.count)) } ?? "")
  }

  private mutating func add(_ set: ScalarSet) {
    add(set.ranges.count)
    var end: UInt32 = 0
    for range in set.ranges {
      add(Int(range.lowerBound - end))
      add(Int(range.upperBound - range.lowerBound))
      end = range.upperBound
    }
  }

  mutating func add(_ node: DataNode) {
    add(node.position)
    switch node.content {
    case .scalar(let scalar):
      text += scalar.isPlain ? "p" : "q"
      add(scalar.text)
    case .sequence(let nodes):
      text += "s"
      add(nodes.count)
      for node in nodes { add(node) }
    case .mapping(let entries):
      text += "m"
      add(entries.count)
      for entry in entries {
        add(entry.key)
        add(entry.keyPosition)
        add(entry.value)
      }
    }
  }
}
