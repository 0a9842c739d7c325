import Diagnostics
import DraftText
import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Linting

/// How a revision asks git. A script that counts the questions takes the place of git.
@Suite struct RevisionTests {
  private let place: Workplace
  private let revision: Revision
  private var draft: FilePath { FilePath(place.folder.path).appending("draft.txt") }

  init() throws {
    place = try Workplace()
    revision = Revision("HEAD", git: FilePath(place.folder.path).appending("git"))
  }

  /// Installs a git that writes the name of each question to a file, and answers with an id or with the text of the
  /// draft.
  private func install(knowingCommit isKnown: Bool) throws {
    let log = place.folder.path + "/questions"
    try place.writeProgram(
      """
      #!/bin/sh
      for word; do case $word in rev-parse|cat-file) echo $word >>'\(log)'; question=$word; esac; done
      [ $question = cat-file ] && echo 走访3户。 || { echo 1234; exit \(isKnown ? 0 : 1); }

      """, to: "git")
  }

  private func questions(_ name: String) throws -> Int {
    try place.read("questions").split(separator: "\n").count { $0 == name }
  }

  @Test func aFolderIsAskedOnceForItsCommit() throws {
    try install(knowingCommit: true)
    for _ in 0..<3 { #expect(try revision.draft(at: draft)?.utf8 == Array("走访3户。\n".utf8)) }
    #expect(try questions("rev-parse") == 1)
    #expect(try questions("cat-file") == 3)
  }

  @Test func anUnknownCommitIsAnAnswer() throws {
    try install(knowingCommit: false)
    for _ in 0..<3 { #expect(throws: Failure.self) { try revision.draft(at: draft) } }
    #expect(try questions("rev-parse") == 1)
    #expect(try questions("cat-file") == 0)
  }

  @Test func aFailureOfTheSystemIsNotKept() throws {
    #expect(throws: Failure(zh: "git: \(Errno.noSuchFileOrDirectory)", en: "git: \(Errno.noSuchFileOrDirectory)")) {
      try revision.draft(at: draft)
    }
    try install(knowingCommit: true)
    #expect(try revision.draft(at: draft) != nil)
  }
}
