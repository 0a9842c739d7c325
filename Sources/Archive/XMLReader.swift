import CExpat
import DraftText

/// A receiver of the elements and the text of an XML file, in document order.
package protocol XMLHandler: AnyObject {
  func start(_ name: XMLName, _ attributes: XMLAttributes)
  func end()
  /// Receives a piece of text. The text of one element can come in several pieces.
  func text(_ utf8: UnsafeBufferPointer<UInt8>)
  /// Whether the content is larger than that of any real document. Parsing then fails with
  /// ``DocumentFailure/tooLarge(_:)``.
  var isFull: Bool { get }
  /// The byte range in the file of the tag or the text that is reported next. The end of an empty element has the empty
  /// range behind it.
  var place: Range<Int> { get set }
}

extension XMLHandler {
  package func text(_ utf8: UnsafeBufferPointer<UInt8>) {}
  package var isFull: Bool { false }
  package var place: Range<Int> {
    get { 0..<0 }
    set {}
  }
}

/// Parses the XML `bytes` of the file called `name` and reports its elements, its text and their places to `handler`.
package func readXML(
  _ bytes: [UInt8], called name: String, into handler: some XMLHandler
) throws(DocumentFailure) {
  let reader = try XMLReader(name, handler)
  try bytes.withUnsafeBufferPointer { (bytes) throws(DocumentFailure) in try reader.read(bytes) }
  try reader.finish()
}

extension ZipArchive {
  /// Parses the XML file called `name` and reports its elements and its text to `handler`.
  package func readXML(_ name: String, into handler: some XMLHandler) throws(DocumentFailure) {
    let content = try content(of: name)
    let reader = try XMLReader(name, handler)
    while let piece = try content.next() { try reader.read(piece) }
    try reader.finish()
  }
}

/// An incremental XML parser on top of expat.
///
/// A document type declaration stops the parser, so that no entity is ever expanded or loaded.
private final class XMLReader {
  /// The deepest nesting of elements.
  private static let depthLimit = 2000
  /// The most elements, attributes and pieces of text in one file. 1,000 pages have one to two million. Each line end
  /// is a piece of text, even where the text is not used.
  private static let nodeLimit = 4_000_000

  private let name: String
  private let parser: XML_Parser
  private let handler: any XMLHandler
  private var depth = 0
  private var nodes = 0
  private var failure: DocumentFailure?

  /// Creates a parser that reports the file called `name` to `handler`.
  init(_ name: String, _ handler: any XMLHandler) throws(DocumentFailure) {
    guard let parser = XML_ParserCreateNS(nil, XML_Char(bitPattern: XMLName.separator)) else {
      throw .damagedXML(name, line: 1)
    }
    self.name = name
    self.parser = parser
    self.handler = handler
    // Expat calls back only during `read` and `finish`, while the reader is alive.
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { XMLReader.of($0)?.start($1, $2) },
      { user, _ in XMLReader.of(user)?.end() })
    XML_SetCharacterDataHandler(parser) { XMLReader.of($0)?.text($1, $2) }
    XML_SetStartDoctypeDeclHandler(parser) { user, _, _, _, _ in
      if let reader = XMLReader.of(user) { reader.stop(.hasDocumentType(reader.name)) }
    }
  }

  deinit { XML_ParserFree(parser) }

  /// Parses the next piece of the file.
  func read(_ piece: UnsafeBufferPointer<UInt8>) throws(DocumentFailure) {
    let result = piece.withMemoryRebound(to: CChar.self) {
      XML_Parse(parser, $0.baseAddress, Int32($0.count), 0)
    }
    try check(result)
  }

  /// Ends the file. The XML must be complete.
  func finish() throws(DocumentFailure) { try check(XML_Parse(parser, nil, 0, 1)) }

  private func check(_ result: XML_Status) throws(DocumentFailure) {
    if let failure { throw failure }
    guard result == XML_STATUS_OK else { throw .damagedXML(name, line: Int(XML_GetCurrentLineNumber(parser))) }
  }

  // MARK: Callbacks of expat

  private static func of(_ user: UnsafeMutableRawPointer?) -> XMLReader? {
    user.map { Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
  }

  private func start(
    _ element: UnsafePointer<XML_Char>?, _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
  ) {
    guard failure == nil, let element else { return }
    depth += 1
    guard depth <= Self.depthLimit else { return stop(.tooDeep(name)) }
    let attributes = XMLAttributes(attributes)
    nodes += 1 + attributes.count
    guard nodes <= Self.nodeLimit, !handler.isFull else { return stop(.tooLarge(name)) }
    reportPlace()
    handler.start(XMLName(element), attributes)
  }

  private func end() {
    guard failure == nil else { return }
    depth -= 1
    reportPlace()
    handler.end()
  }

  private func text(_ text: UnsafePointer<XML_Char>?, _ count: Int32) {
    guard failure == nil, let text else { return }
    nodes += 1
    guard nodes <= Self.nodeLimit, !handler.isFull else { return stop(.tooLarge(name)) }
    reportPlace()
    // XML_Char is a byte. The buffer is valid only during this call, also for the handler.
    let start = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
    handler.text(UnsafeBufferPointer(start: start, count: Int(count)))
  }

  private func reportPlace() {
    let start = Int(XML_GetCurrentByteIndex(parser))
    handler.place = start..<(start + Int(XML_GetCurrentByteCount(parser)))
  }

  private func stop(_ reason: DocumentFailure) {
    failure = reason
    _ = XML_StopParser(parser, XML_Bool(XML_FALSE))
  }
}

// MARK: - Names

/// The name of an element. Valid only during the call of the handler that receives it.
package struct XMLName {
  /// The byte between the namespace and the local name in the names from expat. No namespace can contain it.
  fileprivate static let separator: UInt8 = 0x1F

  /// The URI of the namespace; empty for none.
  package let namespace: UnsafeBufferPointer<UInt8>.SubSequence
  /// The name without its namespace.
  package let local: String

  /// Splits a name from expat.
  fileprivate init(_ name: UnsafePointer<CChar>) {
    let bytes = UnsafeBufferPointer(cString: name)
    let separator = bytes.lastIndex(of: Self.separator)
    namespace = bytes[..<(separator ?? 0)]
    local = String(decoding: bytes[(separator.map { $0 + 1 } ?? 0)...], as: UTF8.self)
  }
}

/// The attributes of an element. Valid only during the call of the handler that receives them.
package struct XMLAttributes {
  private let list: UnsafeMutablePointer<UnsafePointer<CChar>?>?

  /// Wraps the list from expat: name, value, name, value … and a null.
  fileprivate init(_ list: UnsafeMutablePointer<UnsafePointer<CChar>?>?) { self.list = list }

  /// The number of attributes.
  fileprivate var count: Int {
    guard let list else { return 0 }
    var index = 0
    while list[index] != nil { index += 2 }
    return index / 2
  }

  /// The value of the attribute called `local`, in any namespace.
  package subscript(local: String) -> String? {
    guard let list else { return nil }
    // Names and values alternate; a null in place of a name ends the list.
    var index = 0
    while let name = list[index], let value = list[index + 1] {
      let bytes = UnsafeBufferPointer(cString: name)
      let start = bytes.lastIndex(of: XMLName.separator).map { $0 + 1 } ?? 0
      if bytes[start...].elementsEqual(local.utf8) { return String(cString: value) }
      index += 2
    }
    return nil
  }

  /// The value of the attribute called `local` as an integer; nil if it is not an integer.
  package func number(_ local: String) -> Int? { self[local].flatMap { Int($0) } }
}

extension UnsafeBufferPointer<UInt8> {
  /// The bytes of a C string, without the zero at its end.
  fileprivate init(cString: UnsafePointer<CChar>) {
    // Expat ends every name with a zero.
    var count = 0
    while cString[count] != 0 { count += 1 }
    self.init(start: UnsafeRawPointer(cString).assumingMemoryBound(to: UInt8.self), count: count)
  }
}
