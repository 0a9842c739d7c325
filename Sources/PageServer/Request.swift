import Essentials
import NIOHTTP1

/// A request of the page.
enum Request: Equatable {
  /// The page itself.
  case page
  /// A response that lasts as long as the page is open.
  case presence
  /// The descriptions of all drafts.
  case list
  /// Checks the draft in the body.
  case add(name: String, profile: String?)
  /// The report on a draft; on all drafts if the id is nil.
  case report(Int?)
  /// The 核稿单 (review sheet) of a draft; of all drafts if the id is nil.
  case sheet(Int?)
  /// The annotated copy of a Word document.
  case copy(Int, trackingChanges: Bool)
  /// Removes a draft; all drafts if the id is nil.
  case remove(Int?)

  /// Parses a request; nil if it is unknown.
  ///
  /// - Parameter target: The path after the secret, with the query: `drafts/1/report`.
  init?(_ method: HTTPMethod, _ target: Substring) {
    guard let components = URLComponents(string: String(target)) else { return nil }
    var words = components.path.split(separator: "/", omittingEmptySubsequences: false)
    guard words.removeFirst() == "drafts" else {
      switch (method, components.path) {
      case (.GET, ""): self = .page
      case (.GET, "presence"): self = .presence
      default: return nil
      }
      return
    }
    let id = words.first.flatMap { Int($0) }
    if id != nil { words.removeFirst() }
    switch (method, id, words) {
    case (.GET, nil, []): self = .list
    case (.POST, nil, []):
      func value(_ name: String) -> String? { components.queryItems?.first { $0.name == name }?.value }
      guard let name = value("name").flatMap(Self.fileName) else { return nil }
      self = .add(name: name, profile: value("profile").flatMap { $0.isEmpty ? nil : $0 })
    case (.DELETE, _, []): self = .remove(id)
    case (.GET, _, ["report"]): self = .report(id)
    case (.GET, _, ["sheet"]): self = .sheet(id)
    case (.GET, let id?, ["annotated"]): self = .copy(id, trackingChanges: false)
    case (.GET, let id?, ["tracked"]): self = .copy(id, trackingChanges: true)
    default: return nil
    }
  }

  /// Returns the last component of `name`; nil if it is empty, has more than 1000 UTF-8 bytes or contains a zero byte.
  private static func fileName(_ name: String) -> String? {
    let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
    return last.isEmpty || last.utf8.count > 1000 || last.utf8.contains(0) ? nil : last
  }
}
