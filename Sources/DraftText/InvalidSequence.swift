/// Where bytes end to be text in the encoding that they are read in.
struct InvalidSequence: Error {
  /// The offset of the first byte that cannot stand where it stands; of a sequence that is wrong or cut short, its first byte.
  let offset: Int
  /// The text before it, in UTF-8.
  let before: [UInt8]
}
