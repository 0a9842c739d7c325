import Diagnostics
import DraftText
import Linting
import NIOHTTP1
import Reporting
import SystemPackage
import ZhangfaCore

/// Keeps the drafts of a page in memory, and answers the requests about them.
actor DraftStore: Bilingual {
  /// A draft that was checked.
  private struct Entry: Sendable {
    let id: Int
    let checker: Checker
    let draft: CheckedDraft
    let bytes: [UInt8]

    /// The approximate memory in bytes: the file, which is compressed for a Word document, and the text.
    var size: Int { bytes.count + draft.source.utf8.count }
  }

  nonisolated let language: Language
  private let folder: String
  private let limits: PageLimits
  private var checkers: [String?: Checker] = [:]
  private var entries: [Entry] = []
  private var lastID = 0
  /// The bytes of drafts that are being checked.
  private var pendingBytes = 0

  init(folder: String, in language: Language, _ limits: PageLimits) {
    self.folder = folder
    self.language = language
    self.limits = limits
  }

  /// Returns the ids and names of the profiles that drafts in the folder can have.
  ///
  /// - Throws: A `RuleSetError` if the configuration or its rules are wrong.
  func profiles() throws -> [(id: String, name: LocalizedText)] { try checker(of: nil).profiles() }

  /// Checks a draft, keeps it, and returns its description as JSON.
  func add(_ bytes: [UInt8], name: String, profile: String?) async -> Response {
    guard entries.reduce(bytes.count + pendingBytes, { $0 + $1.size }) <= limits.allBytes else {
      return failure(.insufficientStorage, say("文稿太多，请先清除几份", "too many drafts: remove some first"))
    }
    pendingBytes += bytes.count
    defer { pendingBytes -= bytes.count }
    let checker = checker(of: profile)
    return await answer {
      let draft = try await run(within: self.limits.checkTime) { try checker.check(bytes, path: name) }
      return await self.keep(draft, bytes, checker)
    }
  }

  /// Returns the descriptions of all drafts, for a page that was reloaded.
  func list() -> Response { .json(.array(entries.map(description))) }

  /// Returns a report on one draft, or on all if `id` is nil; with `sheetsOnly`, only their 核稿单 (review sheets).
  func report(on id: Int?, sheetsOnly: Bool) async -> Response {
    let chosen = entries.filter { id == nil || $0.id == id }
    guard let checker = chosen.first?.checker else { return .empty(.notFound) }
    let language = language
    return await answer {
      let page = try await run(within: self.limits.checkTime) {
        let drafts = chosen.map(\.draft)
        return try sheetsOnly
          ? checker.reviewSheets(drafts, in: language) : checker.report(drafts, as: .html, in: language)
      }
      // The HTML of a report holds a policy for its content. The page prints 核稿单 from a frame.
      return .html(
        page, policy: "frame-ancestors \(sheetsOnly ? "'self'" : "'none'"); base-uri 'none'; form-action 'none'")
    }
  }

  /// Returns the annotated copy of a Word document.
  func copy(of id: Int, trackingChanges isTracking: Bool) async -> Response {
    guard let entry = entries.first(where: { $0.id == id }), entry.draft.isWordDocument else {
      return .empty(.notFound)
    }
    let language = language
    return await answer {
      let bytes = try await run(within: self.limits.checkTime) {
        try entry.checker.annotatedCopy(
          of: entry.bytes, path: entry.draft.path, trackingChanges: isTracking, in: language)
      }
      return Response(
        type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        fileName: FilePath(entry.draft.path).copyName, body: bytes)
    }
  }

  /// Removes a draft, or all drafts if `id` is nil.
  func remove(_ id: Int?) -> Response {
    entries.removeAll { id == nil || $0.id == id }
    return .json([:])
  }

  private func checker(of profile: String?) -> Checker {
    if let checker = checkers[profile] { return checker }
    let checker = Checker(folder: folder, profile: profile)
    checkers[profile] = checker
    return checker
  }

  private func keep(_ draft: CheckedDraft, _ bytes: [UInt8], _ checker: Checker) -> Response {
    lastID += 1
    let entry = Entry(id: lastID, checker: checker, draft: draft, bytes: bytes)
    entries.append(entry)
    return .json(description(of: entry))
  }

  private func description(of entry: Entry) -> JSON {
    let draft = entry.draft
    return [
      "id": .number(entry.id), "name": .string(draft.path), "profile": .string(draft.profileName[language]),
      "verdict": .string(draft.verdict[language]),
      "worst": draft.diagnostics.map(\.severity).max().map { .string($0.rawValue) },
      "isWord": .bool(draft.isWordDocument),
      "failures": .array(draft.failures.map { .string(printable($0.message[language])) }),
    ]
  }

  /// Returns the response of `body`, or a response that describes the error that `body` throws.
  private nonisolated func answer(_ body: @Sendable () async throws -> Response) async -> Response {
    do {
      return try await body()
    } catch DraftError.needsOfficeProgram {
      // The conversion would write to disk.
      return failure(.unprocessableEntity, say("请先另存为 .docx", "save it as .docx first"))
    } catch let error as any ExplainedError {
      return failure(.unprocessableEntity, printable(error.message[language]))
    } catch is CancellationError {
      return failure(.serviceUnavailable, say("程序正在结束", "the program is ending"))
    } catch {
      return failure(.internalServerError, printable("\(error)"))
    }
  }

  private nonisolated func failure(_ status: HTTPResponseStatus, _ message: String) -> Response {
    .json(["error": .string(message)], status)
  }
}

extension FilePath {
  /// The file name of the annotated copy: 总结.核稿.docx.
  fileprivate var copyName: String { "\(stem ?? "")\(CopyPlace.suffix).\(self.extension ?? "docx")" }
}
