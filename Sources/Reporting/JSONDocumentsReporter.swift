import Diagnostics

/// One object per line for each document: the members of `file` in ``JSONLinesReporter``, the findings and the errors.
/// There is no start and no summary: each line is complete, for programs that handle many documents.
struct JSONDocumentsReporter: Reporter {
  let language: Language

  func report<Failure>(_ file: FileReport, to write: (String) throws(Failure) -> Void) throws(Failure) {
    try write(line(JSONVersion1.document(file, language)))
  }

  func report(_ error: ReportedError) -> String {
    line(["path": .string(error.path), "error": .string(error.message[language])])
  }

  private func line(_ members: [String: JSON]) -> String { json(JSON.object(members)) + "\n" }
}

/// The answer to one document of a stream, as a line of ``ReportFormat/jsonlDocuments``.
package struct DocumentAnswer {
  private let members: [String: JSON]

  /// Makes an answer with the findings of a document.
  package init(id: JSON, _ file: FileReport, in language: Language) {
    members = JSONVersion1.document(file, language).merging(["id": id]) { $1 }
  }

  /// Makes an answer with an error.
  ///
  /// - Parameter id: The id of the document; null if it is unknown.
  package init(id: JSON, error: String) { members = ["id": id, "error": .string(error)] }

  /// The line, with its line end.
  package var line: String { json(JSON.object(members)) + "\n" }
}
