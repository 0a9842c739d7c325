import Diagnostics
import DraftText
import Essentials
import Linting
import Reporting
import Synchronization
import SystemPackage
import ZhangfaCore

/// A stream of documents that are checked and answered one by one:
/// `check --stdin-format jsonl --format jsonl-documents`.
///
/// The answers come in the order of the documents, each as soon as it is known. An invalid line is answered with an
/// error, and the stream goes on. Rules and configurations are read once. Memory is bounded: at most four documents for
/// each core are in progress, each of at most ``LineReader/limit`` bytes.
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
    if let error = failure.withLock({ $0 }) { throw Failure("<stdin>", DraftError.system(error)) }
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
