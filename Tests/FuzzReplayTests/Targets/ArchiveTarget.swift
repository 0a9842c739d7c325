extension FuzzTarget {
  /// Any bytes as a .docx file.
  static let archive = FuzzTarget("archive") { input in try requireText(of: input) }
}
