import DraftText
import Platform
import Synchronization
import SystemPackage

/// An office program that turns documents of other kinds into Word documents: LibreOffice.
///
/// It is given a copy in a folder of its own, a profile that it has never used, no macros, no links to follow and no way
/// into a network, some memory and some time, and it is called for one document at a time.
package struct OfficeProgram: Hashable, Sendable {
  /// Why a document could not be turned into another.
  package enum Failure: Error, Hashable, Sendable {
    /// It took more than ``timeLimit``.
    case tooSlow
    /// There was no result.
    case noResult
    /// The system would not run it.
    case system(Errno)
  }

  /// How long it may take, in seconds.
  package static let timeLimit = 60
  /// How much memory it may ask for, in KB.
  private static let mostMemory = 4 << 20
  /// There is room for one at a time.
  private static let turn = Mutex(())

  /// What is called.
  let path: FilePath

  /// Takes the program at `path`.
  package init(_ path: FilePath) { self.path = path }

  /// The one that the system has: `soffice` in one of the folders of PATH; nil where there is none.
  package static let installed = ChildProcess.installed("soffice").map { OfficeProgram($0) }

  /// Ends a conversion that is under way, leaves nothing of it, and then calls `end`; none is begun in between.
  package static func abandon(andThen end: () -> Never) -> Never {
    ChildProcess.killAll {
      TemporaryFolder.removeAll()
      end()
    }
  }

  /// The bytes of `document`, a file with such an ending, as a Word document.
  func wordDocument(of document: [UInt8], ending: String) throws(Failure) -> [UInt8] {
    try Self.turn.withLock { _ throws(Failure) in try convert(document, ending) }
  }

  private func convert(_ document: [UInt8], _ ending: String) throws(Failure) -> [UInt8] {
    do throws(Errno) {
      let folder = try TemporaryFolder()
      let source = folder.path.appending("draft.\(ending)")
      try folder.write(document, to: source)
      let output = try folder.makeFolder("output")
      try makeProfile(in: folder)
      let status = try run(on: source, as: Self.filter(of: document), in: folder.path, to: output)
      guard let status else { throw Errno.timedOut }
      guard status == 0 else { throw Errno.noSuchFileOrDirectory }
      return try FileContents.read(output.appending("draft.docx"))
    } catch {
      switch error {
      case .timedOut: throw .tooSlow
      case .noSuchFileOrDirectory: throw .noResult
      default: throw .system(error)
      }
    }
  }

  /// What the program is to take a document for by its first bytes: left alone, it would read a damaged one as text.
  private static func filter(of document: [UInt8]) -> String? {
    switch BinaryFormat(magicNumberOf: document) {
    case .ole: "MS Word 97"
    case .rtf: "Rich Text Format"
    case .zip: "writer8"
    default: nil
    }
  }

  private func run(
    on source: FilePath, as filter: String?, in folder: FilePath, to output: FilePath
  ) throws(Errno) -> Int? {
    let limits = "ulimit -t \(Self.timeLimit) && ulimit -v \(Self.mostMemory) && exec \"$0\" \"$@\""
    let arguments = [
      "-env:UserInstallation=file://\(percentEncoded(folder.appending("profile").string))", "--headless", "--norestore",
      "--nolockcheck",
      "--nodefault", "--nologo", "--convert-to", "docx:MS Word 2007 XML", "--outdir", output.string,
    ]
    let document = (filter.map { ["--infilter=\($0)"] } ?? []) + [source.string]
    let environment = [
      "PATH": "/usr/bin:/bin", "HOME": folder.string, "TMPDIR": folder.string, "LC_ALL": "C.UTF-8",
      "SAL_USE_VCLPLUGIN": "svp", "http_proxy": Self.nowhere, "https_proxy": Self.nowhere,
    ]
    return try ChildProcess.run(
      "/bin/sh", ["-c", limits, path.string] + arguments + document, environment: environment, seconds: Self.timeLimit)
  }

  /// A proxy that is not there.
  private static let nowhere = "http://127.0.0.1:9"

  private func makeProfile(in folder: borrowing TemporaryFolder) throws(Errno) {
    let user = try folder.makeFolder("profile").appending("user")
    guard mkdir(user.string, 0o700) == 0 else { throw Errno(rawValue: errno) }
    let items = Self.settings.map { path, name, value in
      "<item oor:path=\"/org.openoffice.\(path)\"><prop oor:name=\"\(name)\" oor:op=\"fuse\"><value>\(value)</value></prop></item>"
    }
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" \
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\(items.joined())</oor:items>

      """
    try folder.write(Array(text.utf8), to: user.appending("registrymodifications.xcu"))
  }

  /// No macros, no links that are followed, and a proxy that is not there for what tries all the same.
  private static let settings = [
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "1"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"), ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"), ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
  ]
}
