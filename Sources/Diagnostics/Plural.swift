/// Returns a count with its noun in English, singular or plural: 1 draft, 2 drafts.
package func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
