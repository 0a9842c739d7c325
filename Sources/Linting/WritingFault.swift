import Diagnostics
import SystemPackage

/// Why a file was not written. What was there is as it was.
package enum WritingFault: ExplainedError, Hashable {
  /// It is a link, or behind one.
  case link
  /// It is neither a regular file nor anything that can be written to, such as a pipe.
  case notAFile
  /// It has changed since it was read.
  case changedMeanwhile
  /// Its owner or group is another than a new file would have.
  case otherOwner
  /// An extended attribute or access control list, by its name, that a new file would not have.
  case attribute(String)
  /// What the system says.
  case system(Errno)

  /// Names what the system says where it has a meaning of its own.
  init(_ errno: Errno) { self = errno == .tooManySymbolicLinkLevels ? .link : .system(errno) }

  /// What to tell the user.
  package var message: LocalizedText {
    switch self {
    case .link:
      LocalizedText(
        zh: "这是链接，或者路径上有链接，不跟随写入", en: "a link, or there is one in its path, which is not followed when writing")
    case .notAFile: LocalizedText(zh: "不是普通文件", en: "not a regular file")
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

/// Does what the system may refuse.
func writing<Value>(_ body: () throws(Errno) -> Value) throws(WritingFault) -> Value {
  do throws(Errno) {
    return try body()
  } catch {
    throw WritingFault(error)
  }
}
