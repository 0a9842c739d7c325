import Synchronization
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes fixed drafts in the place of the old ones.
package final class DraftWriter: Sendable {
  /// The folders that were looked through for what runs that were killed have left there.
  private let tidied = Mutex<Set<FilePath>>([])
  /// The folders below which a link may lead, without links on their way.
  private let folders: [FilePath]

  /// Makes a writer that follows links no further than to what lies in the working folder or a folder among `paths`.
  package init(paths: [FilePath]) {
    folders = (["."] + paths).filter { (try? $0.stat().type) == .directory }.compactMap { $0.resolvingSymlinks() }
  }

  /// Puts `bytes` into the file at `path`, which holds `old`. A link stays a link.
  ///
  /// Whoever reads the file meanwhile gets the old draft or the new one, never a part.
  package func write(_ bytes: [UInt8], over old: [UInt8], at path: FilePath) throws(FixError) {
    guard try onDisk({ () throws(Errno) in try path.stat().type == .regular }) else { throw .notAFile }
    try checkLink(path)
    // Renaming would pass over a file that is closed to writing.
    guard path.withPlatformString({ access($0, W_OK) }) == 0 else { throw .unwritable(Errno(rawValue: errno)) }
    let folder = path.removingLastComponent()
    if tidied.withLock({ $0.insert(folder).inserted }) { PendingFile.removeLeftovers(beside: path) }
    let file = try onDisk { () throws(Errno) in
      let file = try PendingFile(path)
      try file.write(bytes)
      return file
    }
    guard try onDisk({ () throws(Errno) in try FileContents.read(path) }) == old else { throw .changedMeanwhile }
    try onDisk { () throws(Errno) in try file.commit() }
  }

  private func checkLink(_ path: FilePath) throws(FixError) {
    let type = try onDisk { () throws(Errno) in try path.stat(followTargetSymlink: false).type }
    guard type == .symbolicLink, let target = path.resolvingSymlinks() else { return }
    guard folders.contains(where: { target.starts(with: $0) }) else { throw .linkLeadsOut(target) }
  }

  private func onDisk<Value>(_ body: () throws(Errno) -> Value) throws(FixError) -> Value {
    do throws(Errno) {
      return try body()
    } catch {
      throw .unwritable(error)
    }
  }
}
