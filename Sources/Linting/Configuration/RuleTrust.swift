import Diagnostics
import RuleEngine
import SystemPackage

/// Whose rules may repair drafts without anybody's look: those of the folders that the user names, not what a repository
/// says of itself.
///
/// The user's own word is an option of the command line, or `zhangfa/trust.yaml` in the folder of the user's settings.
package final class RuleTrust {
  private let coversAll: Bool
  private let home: FilePath?
  private let file: FilePath?
  private var folders: [FilePath]?

  /// Where the user names folders of rules, in the folder of settings.
  private static let fileName: FilePath = "zhangfa/trust.yaml"

  /// Trusts what the user names.
  ///
  /// - Parameters:
  ///   - coversAll: Whether that is all rules.
  ///   - home: The user's home folder, which `~/` in the file stands for.
  ///   - settings: The folder of the user's settings; nil where there is none.
  package init(coversAll: Bool, home: FilePath?, settings: FilePath?) {
    self.coversAll = coversAll
    self.home = home
    file = settings?.pushing(Self.fileName)
  }

  /// Whether the rules in `folder` are trusted.
  ///
  /// - Throws: What is wrong with the file.
  package func covers(_ folder: FilePath) throws(RuleSetError) -> Bool {
    if coversAll { return true }
    if folders == nil { folders = try read() }
    guard let trusted = folders, !trusted.isEmpty, let folder = folder.resolvingSymlinks() else { return false }
    return trusted.contains { folder.starts(with: $0) }
  }

  private struct Keys: Decodable {
    let rules: [Located<String>]

    enum CodingKeys: String, CodingKey, CaseIterable { case rules }
  }

  /// The folders that the file names and that are there.
  private func read() throws(RuleSetError) -> [FilePath] {
    // Its owner may keep it elsewhere and link to it.
    guard let file = file?.resolvingSymlinks() else { return [] }
    let yaml: YAMLFile
    do throws(RuleFileError) {
      guard let bytes = try contents(of: file) else { return [] }
      yaml = try YAMLFile(path: file.string, bytes: bytes)
    } catch {
      throw RuleSetError([error])
    }
    return try yaml.decode(Keys.self).rules.map { (named) throws(RuleSetError) in
      guard let path = absolute(named.value) else {
        throw RuleSetError([yaml.error(NodeError(.notAbsolute, at: named.position))])
      }
      return path.resolvingSymlinks()
    }.compactMap(\.self)
  }

  private func contents(of file: FilePath) throws(RuleFileError) -> [UInt8]? {
    var fault: LocalizedText?
    let bytes: [UInt8]?
    do throws(Errno) {
      bytes = try FileContents.readRegular(file, atMost: YAMLFile.byteLimit) { stat in
        if !User.current.trustsOwner(of: stat) { fault = .owner }
        // Whoever may write to the folder can put another file there.
        let folder = try? file.removingLastComponent().stat()
        for stat in [stat, folder ?? stat] where !stat.permissions.isDisjoint(with: [.groupWrite, .otherWrite]) {
          fault = .writers
        }
        return fault == nil
      }
    } catch {
      fault = DraftError(error).message
      bytes = nil
    }
    if let fault { throw RuleFileError(path: file.string, line: 1, column: 1, message: fault) }
    return bytes
  }

  private func absolute(_ name: String) -> FilePath? {
    if name.hasPrefix("~/") { return home?.pushing(FilePath(String(name.dropFirst(2)))) }
    let path = FilePath(name)
    return path.isAbsolute ? path : nil
  }
}

extension LocalizedText {
  fileprivate static let owner = LocalizedText(
    zh: "这个文件属于别的用户，不能采用", en: "this file is another user's, so it cannot count")
  fileprivate static let writers = LocalizedText(
    zh: "别的用户可以写这个文件或所在文件夹，不能采用；请先 chmod go-w",
    en: "others can write to this file or its folder, so it cannot count; chmod go-w first")
  fileprivate static let notAbsolute = LocalizedText(
    zh: "应为绝对路径，或以 ~/ 开头", en: "a path here is absolute or begins with ~/")
}
