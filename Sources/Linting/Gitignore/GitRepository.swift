import SystemPackage

/// The place of a git repository: a folder in which there is `.git`.
struct GitRepository {
  /// What tells a repository.
  static let marker: FilePath.Component = ".git"

  /// The folder that holds `.git`.
  let top: FilePath

  /// The repository that `folder` lies in; nil outside of any.
  ///
  /// - Parameter folder: A path without links.
  init?(around folder: FilePath) {
    var top = folder
    while !Self.isTop(top) {
      guard top.components.count > 0 else { return nil }
      top.removeLastComponent()
    }
    self.top = top
  }

  /// The repository whose top is this folder.
  init(top: FilePath) { self.top = top }

  private static func isTop(_ folder: FilePath) -> Bool { (try? folder.appending(marker).stat()) != nil }

  /// `info/exclude`, which in a linked worktree lies in the main repository.
  var excludeFile: FilePath { commonFolder.appending("info").appending("exclude") }

  private var commonFolder: FilePath {
    let marker = top.appending(Self.marker)
    guard let line = Self.line(of: marker), let path = line.suffix(after: "gitdir: ") else { return marker }
    let folder = top.pushing(FilePath(path))
    return Self.line(of: folder.appending("commondir")).map { folder.pushing(FilePath($0)) } ?? folder
  }

  /// The first line of a regular file.
  private static func line(of file: FilePath) -> String? {
    guard (try? file.stat())?.type == .regular, let bytes = try? FileContents.read(file, atMost: 1 << 20) else {
      return nil
    }
    return String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
  }
}

extension String {
  fileprivate func suffix(after start: String) -> String? { hasPrefix(start) ? String(dropFirst(start.count)) : nil }
}
