extension String {
  /// The text as YAML has it between single quotation marks. It must stand on one line.
  package var yamlQuoted: String {
    // By scalars: a mark with an accent on it is another character, but not for YAML.
    unicodeScalars.reduce(into: "'") { $0 += $1 == "'" ? "''" : String($1) } + "'"
  }
}
