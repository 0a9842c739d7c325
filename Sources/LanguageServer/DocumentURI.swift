import Linting
import SystemPackage

extension FilePath {
  /// The URI of an absolute path.
  var uri: String { "file://" + percentEncoded(lexicallyNormalized().string) }

  /// The file that `uri` names; nil where it names none on this machine.
  init?(uri: String) {
    let scheme = "file://"
    guard uri.lowercased().hasPrefix(scheme) else { return nil }
    let rest = uri.dropFirst(scheme.count)
    guard let slash = rest.firstIndex(of: "/"), ["", "localhost"].contains(rest[..<slash].lowercased()) else {
      return nil
    }
    var bytes: [UInt8] = []
    var escaped = Array(rest[slash...].prefix { $0 != "?" && $0 != "#" }.utf8)[...]
    while let byte = escaped.popFirst() {
      let digits = escaped.prefix(2).compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
      let value = byte == UInt8(ascii: "%") && digits.count == 2 ? UInt8(16 * digits[0] + digits[1]) : nil
      if value != nil { escaped = escaped.dropFirst(2) }
      bytes.append(value ?? byte)
    }
    guard !bytes.contains(0) else { return nil }
    self.init(native: String(native: bytes))
  }
}
