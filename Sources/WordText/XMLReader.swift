import CExpat

/// What takes the elements and the text of an XML file in their order.
protocol XMLHandler: AnyObject {
  func start(_ name: XMLName, _ attributes: XMLAttributes)
  func end()
  /// A piece of text; the text of one element may come in several.
  func text(_ utf8: UnsafeBufferPointer<UInt8>)
  /// Whether more has come than any document has.
  var isFull: Bool { get }
}

extension XMLHandler {
  func text(_ utf8: UnsafeBufferPointer<UInt8>) {}
  var isFull: Bool { false }
}

/// Reads XML as it comes in, by expat, and tells a handler.
///
/// A document type declaration ends the reading, so that no entity is ever expanded or loaded.
final class XMLReader {
  enum Failure: Error, Hashable {
    /// The line counts from 1.
    case malformed(line: Int)
    case tooDeep
    case tooLarge
    case hasDocumentType
  }

  /// Elements may stand in each other as often.
  private static let depthLimit = 2000
  /// A part may have as many elements and attributes; 1,000 pages have a million or two.
  private static let nodeLimit = 4_000_000

  private let parser: XML_Parser
  private let handler: any XMLHandler
  private var depth = 0
  private var nodes = 0
  private var failure: Failure?

  /// Begins to read for `handler`.
  init(_ handler: any XMLHandler) throws(Failure) {
    guard let parser = XML_ParserCreateNS(nil, XML_Char(bitPattern: XMLName.separator)) else {
      throw .malformed(line: 1)
    }
    self.parser = parser
    self.handler = handler
    // Expat calls back only from `read` and `finish`, while the reader is there.
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { XMLReader.of($0)?.start($1, $2) },
      { user, _ in XMLReader.of(user)?.end() })
    XML_SetCharacterDataHandler(parser) { XMLReader.of($0)?.text($1, $2) }
    XML_SetStartDoctypeDeclHandler(parser) { user, _, _, _, _ in XMLReader.of(user)?.stop(.hasDocumentType) }
  }

  deinit { XML_ParserFree(parser) }

  /// Reads on.
  func read(_ piece: UnsafeBufferPointer<UInt8>) throws(Failure) {
    let result = piece.withMemoryRebound(to: CChar.self) {
      XML_Parse(parser, $0.baseAddress, Int32($0.count), 0)
    }
    try check(result)
  }

  /// Ends the reading; the file must be complete.
  func finish() throws(Failure) { try check(XML_Parse(parser, nil, 0, 1)) }

  private func check(_ result: XML_Status) throws(Failure) {
    if let failure { throw failure }
    guard result == XML_STATUS_OK else { throw .malformed(line: Int(XML_GetCurrentLineNumber(parser))) }
  }

  // MARK: What expat calls

  private static func of(_ user: UnsafeMutableRawPointer?) -> XMLReader? {
    user.map { Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
  }

  private func start(
    _ name: UnsafePointer<XML_Char>?, _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
  ) {
    guard failure == nil, let name else { return }
    depth += 1
    guard depth <= Self.depthLimit else { return stop(.tooDeep) }
    let attributes = XMLAttributes(attributes)
    nodes += 1 + attributes.count
    guard nodes <= Self.nodeLimit, !handler.isFull else { return stop(.tooLarge) }
    handler.start(XMLName(name), attributes)
  }

  private func end() {
    guard failure == nil else { return }
    depth -= 1
    handler.end()
  }

  private func text(_ text: UnsafePointer<XML_Char>?, _ count: Int32) {
    guard failure == nil, let text else { return }
    guard !handler.isFull else { return stop(.tooLarge) }
    // XML_Char is a byte; the bytes are valid during the call, and so is what the handler is given.
    let start = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
    handler.text(UnsafeBufferPointer(start: start, count: Int(count)))
  }

  private func stop(_ reason: Failure) {
    failure = reason
    _ = XML_StopParser(parser, XML_Bool(XML_FALSE))
  }
}
