import Diagnostics
import SystemPackage

/// The reason why a file was not written. The old file is unchanged.
package enum WritingFault: ExplainedError, Hashable {
  /// The file is a symbolic link, or a link is on the way to it.
  case link
  /// The target is neither a regular file nor a stream to write to, such as a pipe.
  case notAFile
  /// The target of a copy is a file that no earlier run has written.
  case notACopy
  /// The file has changed since it was read.
  case changedMeanwhile
  /// The owner or the group cannot be preserved.
  case otherOwner
  /// An extended attribute or access control list, by its name, that cannot be preserved.
  case attribute(String)
  /// Another error of the system.
  case system(Errno)

  /// Translates an error of the system.
  init(_ errno: Errno) { self = errno == .tooManySymbolicLinkLevels ? .link : .system(errno) }

  /// What to tell the user.
  package var message: LocalizedText {
    switch self {
    case .link:
      LocalizedText(
        zh: "这是链接，或者路径上有链接，不跟随写入", en: "a link, or there is one in its path, which is not followed when writing")
    case .notAFile: LocalizedText(zh: "不是普通文件", en: "not a regular file")
    case .notACopy:
      LocalizedText(zh: "已有同名文件，且不是核稿副本", en: "there is a file of that name which is no copy of ours")
    case .changedMeanwhile: LocalizedText(zh: "核稿期间文件有改动", en: "the file has changed since it was read")
    case .otherOwner:
      LocalizedText(zh: "改写会变更文件的属主或属组", en: "writing it anew would change its owner or group")
    case .attribute(let name):
      LocalizedText(
        zh: "扩展属性或访问控制（\(name)）无法保留", en: "its attribute or access control list (\(name)) could not be kept")
    case .system(let errno): LocalizedText(zh: "无法写入：\(errno)", en: "cannot be written: \(errno)")
    }
  }
}

/// Calls `body`, and translates errors of the system.
func writing<Value>(_ body: () throws -> Value) throws(WritingFault) -> Value {
  do {
    return try body()
  } catch let fault as WritingFault {
    throw fault
  } catch {
    throw WritingFault(error as? Errno ?? .ioError)
  }
}
