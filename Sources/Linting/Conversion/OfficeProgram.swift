import DraftText
import Platform
import Synchronization
import SystemPackage

/// An office program that converts documents of other kinds to Word documents: LibreOffice.
///
/// The program gets a copy of the document in a new folder, a new profile, and limits of memory and time. It runs no
/// macros, follows no links, cannot use the network, and converts one document at a time.
package struct OfficeProgram: Hashable, Sendable {
  /// The time limit of a conversion, in seconds.
  package static let timeLimit = 60
  /// The memory limit of the program, in KB.
  private static let mostMemory = 4 << 20
  /// Allows one conversion at a time.
  private static let conversionLock = Mutex(())

  /// The path of the program.
  let path: FilePath

  /// Takes the program at `path`.
  package init(_ path: FilePath) { self.path = path }

  /// The installed program: `soffice` in one of the folders of PATH; nil where there is none.
  package static let installed = ChildProcess.installed("soffice").map { OfficeProgram($0) }

  /// Ends a running conversion, removes its files, and then calls `end`. No conversion starts in between.
  package static func abandon(andThen end: () -> Never) -> Never {
    ChildProcess.killAll {
      TemporaryFolder.removeAll()
      end()
    }
  }

  /// Converts `document`, the bytes of a file with this extension, to a Word document.
  ///
  /// - Returns: The document; nil if the program made none.
  /// - Throws: `Errno.timedOut` after ``timeLimit``.
  func wordDocument(of document: [UInt8], fileExtension: String) throws(Errno) -> [UInt8]? {
    try Self.conversionLock.withLock { _ throws(Errno) in try convert(document, fileExtension) }
  }

  private func convert(_ document: [UInt8], _ fileExtension: String) throws(Errno) -> [UInt8]? {
    let folder = try TemporaryFolder()
    let source = folder.path.appending("draft.\(fileExtension)")
    try folder.write(document, to: source)
    let output = try folder.makeFolder("output")
    try makeProfile(in: folder)
    let status = try run(on: source, as: Self.filter(of: document), in: folder.path, to: output)
    guard let status else { throw .timedOut }
    let result = output.appending("draft.docx")
    guard status == 0, (try? result.stat()) != nil else { return nil }
    return try FileContents.read(result)
  }

  /// Returns the import filter by the first bytes: without a filter, a damaged document would be read as text.
  private static func filter(of document: [UInt8]) -> String? {
    switch BinaryFormat(magicNumberOf: document) {
    case .ole: "MS Word 97"
    case .rtf: "Rich Text Format"
    case .zip, .openDocument: "writer8"
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
      "SAL_USE_VCLPLUGIN": "svp", "http_proxy": Self.deadProxy, "https_proxy": Self.deadProxy,
    ]
    return try ChildProcess.run(
      "/bin/sh", ["-c", limits, path.string] + arguments + document, environment: environment, seconds: Self.timeLimit)
  }

  /// The address of a proxy that does not exist.
  private static let deadProxy = "http://127.0.0.1:9"

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

  /// No macros, no links that are followed, and for all other requests a proxy that does not exist.
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
