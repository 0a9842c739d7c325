import Diagnostics

/// Returns the names by which a user can refer to `id`, the longest first: `a/b/c`, `a/b`, `a`.
package func namesFitting(_ id: RuleID) -> [String] {
  var names = [id.name]
  var rest = id.name[...]
  while let slash = rest.lastIndex(of: "/") {
    rest = rest[..<slash]
    names.append(String(rest))
  }
  return names
}
