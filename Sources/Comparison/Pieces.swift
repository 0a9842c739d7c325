import PatternMatching

/// The pieces of a text by its punctuation.
enum Pieces {
  static let sentence = Pattern(trusted: #"[^。！？；\n]+[。！？；]*+[”’）]*+"#)

  /// The text between two punctuation marks.
  static let clause = Pattern(trusted: #"[^，。；：！？、（）“”《》\n]+"#)
}
