import NIOHTTP1

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What a page asks for.
enum Request: Equatable {
  /// The page itself.
  case page
  /// An answer that lasts as long as the page is open.
  case presence
  /// What there is to say of all drafts.
  case list
  /// To check a draft, which comes as the body.
  case add(name: String, profile: String?)
  /// The report on a draft, or on all.
  case report(Int?)
  /// The 核稿单 of a draft, or of all.
  case sheet(Int?)
  /// The annotated copy of a Word document.
  case copy(Int, trackingChanges: Bool)
  /// To forget a draft, or all.
  case remove(Int?)

  /// Understands a request.
  ///
  /// - Parameter target: What stands behind the secret: `drafts/1/report`.
  init?(_ method: HTTPMethod, _ target: Substring) {
    guard let components = URLComponents(string: String(target)) else { return nil }
    let path = components.path.split(separator: "/", omittingEmptySubsequences: false)
    let isOfDrafts = path.first == "drafts"
    switch (method, path.count) {
    case (.GET, 1) where path[0].isEmpty: self = .page
    case (.GET, 1) where path[0] == "presence": self = .presence
    case (.GET, 1) where isOfDrafts: self = .list
    case (.POST, 1) where isOfDrafts:
      func value(_ name: String) -> String? { components.queryItems?.first { $0.name == name }?.value }
      guard let name = value("name").flatMap(Self.fileName) else { return nil }
      self = .add(name: name, profile: value("profile").flatMap { $0.isEmpty ? nil : $0 })
    case (.GET, 2) where isOfDrafts && path[1] == "report": self = .report(nil)
    case (.GET, 2) where isOfDrafts && path[1] == "sheet": self = .sheet(nil)
    case (.DELETE, 1) where isOfDrafts: self = .remove(nil)
    case (.DELETE, 2) where isOfDrafts:
      guard let id = Int(path[1]) else { return nil }
      self = .remove(id)
    case (.GET, 3) where isOfDrafts:
      guard let id = Int(path[1]) else { return nil }
      switch path[2] {
      case "report": self = .report(id)
      case "sheet": self = .sheet(id)
      case "annotated": self = .copy(id, trackingChanges: false)
      case "tracked": self = .copy(id, trackingChanges: true)
      default: return nil
      }
    default: return nil
    }
  }

  /// The last part of what a browser calls a file; nil where there is none.
  private static func fileName(_ name: String) -> String? {
    let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
    return last.isEmpty || last.utf8.count > 1000 || last.utf8.contains(0) ? nil : last
  }
}
