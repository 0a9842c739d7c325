import Platform
import SystemPackage

/// Who runs the program: what files of others say about checking and repairing is not taken from them.
struct User {
  private let id: UserID

  /// The user whose rights the program has.
  static let current = User(id: UserID(rawValue: geteuid()))

  /// Whether the file is the user's own.
  func owns(_ stat: Stat) -> Bool { stat.userID == id }

  /// Whether the file is the user's own or root's, as git asks of a repository.
  func trustsOwner(of stat: Stat) -> Bool { owns(stat) || stat.userID.rawValue == 0 }
}
