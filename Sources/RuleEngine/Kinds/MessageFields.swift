extension SequenceRule {
  static func messageFields(_ options: Options) -> Set<String> { ["ordinal", "expected", "missing", "other"] }
}

extension EnumerationRule {
  static func messageFields(_ options: Options) -> Set<String> { ["ordinal", "expected", "other", "note"] }
}

extension CountRule {
  static func messageFields(_ options: Options) -> Set<String> {
    options.pattern.groupNames.union(["match", "promised", "found"])
  }
}

extension RequireRule {
  static func messageFields(_ options: Options) -> Set<String> { ["part", "genre", "match", "other", "heading"] }
}
