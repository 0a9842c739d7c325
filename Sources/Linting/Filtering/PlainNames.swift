import DraftText

/// Finds addresses, paths and file names in a text of any format.
///
/// A name is found by text that prose does not have: `://`, `www.`, `@`, a drive, an extension. Its extent is a safe
/// guess.
struct PlainNames {
  /// How far to look for the start of a file name, and for an extension after a space in a path, in bytes. A file name
  /// has at most 255 bytes (NAME_MAX of Linux), a Windows path at most 260 characters (MAX_PATH) of three bytes.
  private static let longestName = 255
  private static let longestPath = 780

  /// Addresses of the web and of mail.
  private(set) var addresses: [TextRange] = []
  /// File names and paths.
  private(set) var files: [TextRange] = []
  private let utf8: [UInt8]
  /// Up to this offset no file extension follows, as the search for the last path has shown.
  private var searchedUntil = 0

  init(_ source: SourceText) {
    utf8 = source.utf8
    var offset = 0
    while offset < utf8.count {
      offset = max(offset + 1, name(at: offset) ?? 0)
    }
  }

  /// Adds the name that the byte at `offset` shows, and returns its end; nil where there is no name.
  private mutating func name(at offset: Int) -> Int? {
    switch utf8[offset] {
    case UInt8(ascii: ":") where has("://", at: offset): address(from: schemeStart(before: offset))
    case UInt8(ascii: "w"), UInt8(ascii: "W"): has("www.", at: offset) ? address(from: offset) : nil
    case UInt8(ascii: "@"): mail(at: offset)
    case UInt8(ascii: ":") where has(":\\", at: offset) && offset > 0 && utf8[offset - 1].isASCIILetter:
      path(from: offset - 1)
    case UInt8(ascii: "\\") where has("\\\\", at: offset): path(from: offset)
    case UInt8(ascii: "/"): unixPath(at: offset)
    case UInt8(ascii: "."): dot(at: offset)
    case UInt8(ascii: "["): reference(at: offset)
    default: nil
    }
  }

  private func has(_ text: String, at offset: Int) -> Bool {
    offset + text.utf8.count <= utf8.count
      && zip(utf8[offset...], text.utf8).allSatisfy { $0 == $1 || $0.isASCIILetter && $0 | 0x20 == $1 }
  }

  // MARK: Addresses

  private func schemeStart(before colon: Int) -> Int {
    var start = colon
    while start > 0, utf8[start - 1].isASCIIWord { start -= 1 }
    return start
  }

  private mutating func address(from start: Int) -> Int {
    let end = endOfAddress(from: start) { _ in true }
    addresses.append(TextRange(start, max(start, end)))
    return end
  }

  /// Returns the end of an address whose characters satisfy `isIn`. A full stop or comma at the end belongs to the
  /// sentence, and so does a bracket that closes one before the address.
  private func endOfAddress(from start: Int, while isIn: (Unicode.Scalar) -> Bool) -> Int {
    var depth = 0
    let end = run(from: start) { scalar in
      if scalar == "(" { depth += 1 } else if scalar == ")" { depth -= 1 }
      return depth >= 0 && !scalar.endsAddress && isIn(scalar)
    }
    return trimmed(start..<end, of: ".,;:!?'*_~")
  }

  private mutating func mail(at sign: Int) -> Int? {
    var start = sign
    while start > 0, utf8[start - 1].isASCIIWord || ".+-%".utf8.contains(utf8[start - 1]) { start -= 1 }
    let end = trimmed(sign..<run(from: sign + 1) { $0.isOfHost }, of: ".-")
    guard start < sign, end > sign + 1 else { return nil }
    let stop = remotePath(at: end) ?? end
    addresses.append(TextRange(start, stop))
    return stop
  }

  /// Returns the end of the path after a host, as in `git@example.com:青禾/总结.git`; nil where there is none.
  private func remotePath(at colon: Int) -> Int? {
    guard colon < utf8.count, utf8[colon] == UInt8(ascii: ":") else { return nil }
    let end = endOfAddress(from: colon) { _ in true }
    return utf8[colon..<end].contains(UInt8(ascii: "/")) ? end : nil
  }

  // MARK: Files

  private mutating func path(from start: Int) -> Int {
    let limit = min(utf8.count, start + Self.longestPath)
    let blank = run(from: start + 2) { $0 != " " && !$0.endsPath }
    // A folder name can have spaces. If no extension follows, its end is unknown; no stretch is searched twice.
    var ending: Int?
    var offset = max(blank, searchedUntil)
    while offset < limit {
      let scalar = scalar(at: offset)
      if scalar.endsPath { break }
      if scalar == ".", let end = self.endOfExtension(at: offset) { ending = end }
      offset += scalar.utf8Count
    }
    if ending == nil { searchedUntil = max(searchedUntil, offset) }
    let end = max(ending ?? 0, blank)
    files.append(TextRange(start, end))
    return end
  }

  /// Finds `/home/资料`, `./a/b` and `~/a/b`: a slash begins a path where a name and another slash follow.
  private mutating func unixPath(at slash: Int) -> Int? {
    let isAfterHan = slash > 0 && utf8[slash - 1] >= 0x80 && slash + 1 < utf8.count && utf8[slash + 1].isASCIIWord
    let isAtStart =
      slash == 0 || utf8[slash - 1] < 0x80 && !utf8[slash - 1].isASCIIWord || isAfterWideMark(slash) || isAfterHan
    guard isAtStart, slash + 1 < utf8.count, utf8[slash + 1].isASCIIWord || utf8[slash + 1] >= 0x80 else { return nil }
    let end = run(from: slash) { !$0.endsPath && $0.value != 0x20 }
    guard utf8[(slash + 1)..<end].contains(UInt8(ascii: "/")) else { return nil }
    let stop = trimmed(slash..<end, of: ".,;:!?")
    files.append(TextRange(slash, stop))
    return stop
  }

  /// A line of a reference list, by `[M]` or `[J/OL]`. All of it is protected: its marks are half-width (GB/T
  /// 7714-2015).
  private mutating func reference(at bracket: Int) -> Int? {
    let kind = utf8[(bracket + 1)...].prefix { (0x41...0x5A).contains($0) || $0 == UInt8(ascii: "/") }
    guard (1...5).contains(kind.count), kind.endIndex < utf8.count, utf8[kind.endIndex] == UInt8(ascii: "]"),
      Self.kindsOfWorks.contains(String(decoding: kind.prefix { $0 != UInt8(ascii: "/") }, as: UTF8.self))
    else { return nil }
    let start = utf8[..<bracket].lastIndex { $0 == 0x0A || $0 == 0x0D }.map { $0 + 1 } ?? 0
    let end = run(from: bracket) { $0 != "\n" && $0 != "\r" }
    files.append(TextRange(max(start, files.last?.end ?? 0), end))
    return end
  }

  private static let kindsOfWorks: Set<String> = [
    "M", "C", "N", "J", "D", "R", "S", "P", "G", "DB", "CP", "EB", "A", "CM", "DS", "Z",
  ]

  private func isAfterWideMark(_ offset: Int) -> Bool {
    offset >= 3 && scalar(at: offset - 3).isWideMark
  }

  /// Finds the file name or host name whose extension begins at `dot`.
  private mutating func dot(at dot: Int) -> Int? {
    if let end = host(endingAt: dot) {
      addresses.append(end)
      return end.end
    }
    guard let end = endOfExtension(at: dot) else { return nil }
    let start = fileStart(before: dot, end: end)
    guard start < dot else { return nil }
    files.append(TextRange(start, end))
    return end
  }

  /// Returns the start of the file name that ends at `end`: after a space or another character that file names do not
  /// have, or after the opening quotation mark where a closing one follows the name.
  private func fileStart(before dot: Int, end: Int) -> Int {
    let closing = end < utf8.count ? scalar(at: end) : "\n"
    let opening = Self.quotes[closing]
    let limit = max(0, dot - Self.longestName, files.last?.end ?? 0)
    var start: Int?
    var offset = dot
    while offset > limit {
      var before = offset - 1
      while before > limit, utf8[before] & 0xC0 == 0x80 { before -= 1 }
      let scalar = scalar(at: before)
      if scalar.value < 0x20 { break }
      if start == nil, scalar.endsPath || scalar == " " || scalar == ":" { start = offset }
      if let opening {
        if scalar == opening { return offset }
      } else if start != nil {
        break
      }
      offset = before
    }
    return start ?? offset
  }

  private static let quotes: [Unicode.Scalar: Unicode.Scalar] = [
    "”": "“", "》": "《", "」": "「", "』": "『", "\"": "\"", "）": "（", "】": "【",
  ]

  /// Returns the end of the file extension that begins at `dot`; nil if there is none.
  private func endOfExtension(at dot: Int) -> Int? {
    let end = run(from: dot + 1) { $0.value < 0x80 && UInt8($0.value).isASCIIWord }
    guard (1...5).contains(end - dot - 1) else { return nil }
    let fileExtension = String(decoding: utf8[(dot + 1)..<end], as: UTF8.self).lowercased()
    return Self.extensions.contains(fileExtension) ? end : nil
  }

  private static let extensions = Set(
    """
    doc docx dot dotx wps wpt xls xlsx xlsm et csv tsv ppt pptx pps dps pdf ofd ceb caj txt md rtf odt ods odp xml json yaml yml \
    html htm mht eml msg zip rar 7z tar gz tgz bz2 xz iso jpg jpeg png gif bmp tif tiff svg psd webp heic dwg dxf vsd vsdx mpp mp3 \
    wav wma m4a mp4 avi mov wmv flv mkv exe msi apk dll bat cmd ps1 sh py js ts css c h cpp java go rs swift sql db mdb accdb dbf log \
    ini cfg conf bak tmp ttf otf key shp kml kmz
    """.split(separator: " ").map(String.init))

  // MARK: Hosts

  /// Returns the host name whose top-level domain begins at `dot`, with the path after it: `a.cn/x,y`.
  private func host(endingAt dot: Int) -> TextRange? {
    var end = run(from: dot + 1) { $0.value < 0x80 && UInt8($0.value).isASCIIWord }
    let domain = String(decoding: utf8[(dot + 1)..<end], as: UTF8.self).lowercased()
    guard Self.domains.contains(domain) else { return nil }
    var start = dot
    while start > 0,
      utf8[start - 1].isASCIIWord || utf8[start - 1] == UInt8(ascii: "-") || utf8[start - 1] == UInt8(ascii: ".")
    {
      start -= 1
    }
    guard start < dot else { return nil }
    if end < utf8.count, "/:?#".utf8.contains(utf8[end]) || has(".", at: end) {
      end = endOfAddress(from: end) { $0.value < 0x80 }
    }
    return TextRange(start, end)
  }

  private static let domains: Set<String> = [
    "cn", "com", "net", "org", "gov", "edu", "info", "io", "top", "vip", "hk", "mo", "tw",
  ]

  // MARK: Bytes and scalars

  private func scalar(at offset: Int) -> Unicode.Scalar {
    utf8.withUnsafeBufferPointer { Unicode.Scalar($0.scalar(at: offset).scalar) } ?? "\u{FFFD}"
  }

  /// Returns the end of the characters from `start` on that satisfy `isIn`.
  private func run(from start: Int, while isIn: (Unicode.Scalar) -> Bool) -> Int {
    var offset = start
    while offset < utf8.count {
      let scalar = scalar(at: offset)
      guard isIn(scalar) else { break }
      offset += scalar.utf8Count
    }
    return offset
  }

  /// Returns the end of `range` without the characters of `marks` at its end.
  private func trimmed(_ range: Range<Int>, of marks: String) -> Int {
    var end = range.upperBound
    while end > range.lowerBound, marks.utf8.contains(utf8[end - 1]) { end -= 1 }
    return end
  }
}

extension UInt8 {
  fileprivate var isASCIILetter: Bool { (0x41...0x5A).contains(self & ~0x20) }
  fileprivate var isASCIIWord: Bool { isASCIILetter || (0x30...0x39).contains(self) || self == UInt8(ascii: "_") }
}

extension Unicode.Scalar {
  /// A full-width mark of Chinese prose.
  fileprivate var isWideMark: Bool {
    switch self {
    case "，", "。", "、", "；", "：", "！", "？", "（", "）", "《", "》", "〈", "〉", "“", "”", "‘", "’", "【", "】", "「", "」", "『",
      "』", "…", "\u{3000}":
      true
    default: false
    }
  }

  fileprivate var endsAddress: Bool { value <= 0x20 || isWideMark || "<>\"`|^{}\u{A0}".unicodeScalars.contains(self) }
  fileprivate var endsPath: Bool { value < 0x20 || isWideMark || "<>\"`|*?".unicodeScalars.contains(self) }
  fileprivate var isOfHost: Bool { value < 0x80 && (UInt8(value).isASCIIWord || self == "." || self == "-") }
}
