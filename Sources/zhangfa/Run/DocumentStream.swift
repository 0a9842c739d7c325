import ArgumentParser
import Diagnostics
import DraftText
import Essentials
import Linting
import Reporting
import Synchronization
import SystemPackage
import ZhangfaCore

/// `--stdin-format`.
enum StdinFormat: String, ExpressibleByArgument, CaseIterable {
  /// Standard input is a draft.
  case draft
  /// Each line of standard input is a document in JSON.
  case jsonl
}

/// A stream of documents that are checked and answered one by one: `check --stdin-format jsonl --format jsonl-documents`.
///
/// The answers come in the order of the documents, each as soon as it is known. An invalid line is answered with an error,
/// and the stream goes on. Rules and configurations are read once. Memory is bounded: at most four documents for each core are
/// in progress, each of at most ``LineReader/limit`` bytes.
final class DocumentStream: Bilingual, Sendable {
  private let linters: Mutex<LinterProvider>
  let language: Language

  /// Takes over `linters`: the caller must not use them or their configurations any more.
  init(_ linters: LinterProvider, in language: Language) {
    nonisolated(unsafe) let linters = linters
    self.linters = Mutex(linters)
    self.language = language
  }

  /// Answers until standard input ends.
  ///
  /// - Throws: An error if standard input cannot be read, or standard output cannot be written.
  func run() throws {
    let lines = Mutex(LineReader(.standardInput))
    let failure = Mutex<Errno?>(nil)
    try forEachInOrder {
      do throws(Errno) {
        return try lines.withLock { (reader) throws(Errno) in try reader.next() }
      } catch {
        failure.withLock { $0 = error }
        return nil
      }
    } _: { line in
      self.answer(line)
    } body: { answer in
      try StandardStream.writeOutput(Array(answer.line.utf8))
    }
    if let error = failure.withLock({ $0 }) { throw Failure("<stdin>", DraftError(error)) }
  }

  private func answer(_ line: LineReader.Line) -> DocumentAnswer {
    guard case .bytes(let bytes) = line else {
      return DocumentAnswer(
        id: .null, error: say("一行超过 \(LineReader.limit >> 20) MB", "a line has more than \(LineReader.limit >> 20) MB"))
    }
    func refusal(_ id: JSON?, _ reason: String) -> DocumentAnswer {
      DocumentAnswer(id: id ?? .null, error: say("不是约定的 JSON：", "not JSON as agreed: ") + reason)
    }
    let request: DocumentRequest
    do {
      request = try JSONDecoder().decode(DocumentRequest.self, from: Data(bytes))
    } catch {
      let name = try? JSONDecoder().decode(DocumentRequest.Name.self, from: Data(bytes))
      return refusal(name?.id, Self.reason(error))
    }
    guard request.text != nil || request.path != nil else { return refusal(request.id, "text") }
    let id = request.id ?? .null
    do {
      let path = FilePath(native: request.path ?? "document.txt")
      let source = try request.text.map { try DraftReader.read(text: $0, named: path) } ?? DraftReader.read(path)
      let linter = try linters.withLock { try $0.linter(for: path, profile: request.profile) }
      let report = FileReport(path: path.string, result: try linter.lint(source))
      return DocumentAnswer(id: id, report, in: language)
    } catch let error as any ExplainedError {
      return DocumentAnswer(id: id, error: error.message[language])
    } catch {
      return DocumentAnswer(id: id, error: "\(error)")
    }
  }

  private static func reason(_ error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, _): key.stringValue
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
      DecodingError.dataCorrupted(let context):
      (context.codingPath.map(\.stringValue) + [context.debugDescription]).joined(separator: ": ")
    default: "\(error)"
    }
  }
}

/// A line of a stream of documents.
private struct DocumentRequest: Decodable {
  /// The id of the document, which its answer repeats.
  let id: JSON?
  /// The document itself; nil where it is the file at ``path``.
  let text: String?
  let path: String?
  let profile: String?

  /// The id alone, which can be read even if the line is otherwise wrong.
  struct Name: Decodable {
    let id: JSON
  }
}

/// Reads a stream line by line, with bounded memory.
struct LineReader {
  enum Line: Equatable {
    /// A line without its end.
    case bytes([UInt8])
    /// A line of more than ``limit`` bytes.
    case tooLong
  }

  /// The most bytes of a line: 18 MB. That is a draft of 3 MB, the most that is read of a Word document, if each of its bytes is
  /// written as an escape of six bytes.
  static let limit = 18 << 20
  private static let chunk = 1 << 16

  private let file: FileDescriptor
  /// The bytes that were read and not yet returned.
  private var buffer: [UInt8] = []
  /// The offset up to which ``buffer`` was searched for a line end.
  private var searched = 0
  /// The offset in ``buffer`` at which the next line begins.
  private var start = 0
  private var hasEnded = false

  init(_ file: FileDescriptor) { self.file = file }

  /// The next line that is not empty; nil at the end.
  mutating func next() throws(Errno) -> Line? {
    var isTooLong = false
    while true {
      if let end = buffer[max(start, searched)...].firstIndex(of: 0x0A) {
        let line = take(upTo: end)
        start = end + 1
        searched = start
        if isTooLong { return .tooLong }
        if !line.isEmpty { return .bytes(line) }
        continue
      }
      searched = buffer.count
      if hasEnded {
        let rest = take(upTo: buffer.count)
        start = buffer.count
        return isTooLong ? .tooLong : rest.isEmpty ? nil : .bytes(rest)
      }
      if buffer.count - start > Self.limit {
        isTooLong = true
        start = buffer.count
      }
      try fill()
    }
  }

  /// Returns the line up to `end`, without the carriage return at its end.
  private func take(upTo end: Int) -> [UInt8] {
    let line = buffer[start..<end]
    return Array(line.last == 0x0D ? line.dropLast() : line)
  }

  private mutating func fill() throws(Errno) {
    buffer.removeSubrange(..<start)
    searched -= start
    start = 0
    let old = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: Self.chunk))
    let count = try systemCall {
      try buffer.withUnsafeMutableBytes { try file.read(into: .init(rebasing: $0[old...])) }
    }
    buffer.removeSubrange((old + count)...)
    hasEnded = count == 0
  }
}
