extension BinaryInteger {
  /// The number in hexadecimal digits, with zeros in front of it where it has fewer than `width`.
  package func hexadecimal(width: Int, uppercase: Bool = false) -> String {
    let digits = String(self, radix: 16, uppercase: uppercase)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
