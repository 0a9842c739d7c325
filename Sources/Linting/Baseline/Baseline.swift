import Diagnostics
import DraftText
import SystemPackage

/// The findings that were there when somebody decided to look only at new ones, draft by draft.
package struct Baseline: Sendable {
  /// What the file is called unless somebody says otherwise.
  package static let defaultPath: FilePath = ".zhangfa-baseline.json"
  /// The version of the format.
  static let version = 1

  /// Some findings of one draft that are alike.
  package struct Entry: Hashable, Sendable {
    /// The draft, from the folder of the baseline on.
    package let path: String
    /// By what they are known again.
    package let mark: FindingMark
    /// How many they are; 1 or more.
    package let count: Int
  }

  /// What it holds, in the order of the file.
  package private(set) var entries: [Entry]
  private var indices: [String: [Int]] = [:]
  private let folder: FilePath
  private let workingFolder: FilePath

  /// A baseline of `entries`.
  ///
  /// - Parameters:
  ///   - file: Where it is or will be.
  ///   - workingFolder: The folder that relative paths start from, absolute.
  package init(_ entries: [Entry] = [], at file: FilePath, workingFolder: FilePath) {
    self.entries = entries
    self.workingFolder = workingFolder
    folder = file.located(from: workingFolder).removingLastComponent()
    index()
  }

  private mutating func index() { indices = Dictionary(grouping: entries.indices) { entries[$0].path } }

  /// How many findings it stands for.
  package var count: Int { entries.reduce(0) { $0 + $1.count } }

  /// In how many drafts.
  package var draftCount: Int { indices.count }

  /// What it holds of `draft`.
  package func findings(of draft: FilePath) -> KnownFindings {
    KnownFindings((indices[path(of: draft)] ?? []).map { .init(mark: entries[$0].mark, count: entries[$0].count) })
  }

  /// The path of `draft` from the folder of the baseline on.
  package func path(of draft: FilePath) -> String {
    let place = draft.located(from: workingFolder)
    let (from, to) = (folder.components.map(\.string), place.components.map(\.string))
    let common = zip(from, to).prefix { $0 == $1 }.count
    return ([String](repeating: "..", count: from.count - common) + to[common...]).joined(separator: "/")
  }

  /// What was found in one draft.
  package struct Finding: Sendable {
    let draft: FilePath
    let marks: [FindingMark]
    let unjudged: Set<RuleID>
    let gone: [Int]

    /// - Parameters:
    ///   - marks: What is found now.
    ///   - unjudged: The rules that were not held against the draft to the end; of these everything stays.
    ///   - gone: For each entry of the draft how much of it is gone.
    package init(of draft: FilePath, marks: [FindingMark], unjudged: Set<RuleID>, gone: [Int]) {
      (self.draft, self.marks, self.unjudged, self.gone) = (draft, marks, unjudged, gone)
    }
  }

  /// Puts `findings` in place of what it held of their drafts, and sorts all entries.
  package mutating func replace(by findings: [Finding]) {
    var counts: [Entry.Key: Int] = [:]
    let byPath = Dictionary(findings.map { (path(of: $0.draft), $0) }) { first, _ in first }
    for entry in entries where byPath[entry.path].map({ $0.unjudged.contains(entry.mark.rule) }) ?? true {
      counts[entry.key, default: 0] += entry.count
    }
    for (path, finding) in byPath {
      for mark in finding.marks where !finding.unjudged.contains(mark.rule) {
        counts[Entry.Key(path: path, mark: mark), default: 0] += 1
      }
    }
    entries = counts.map { Entry(path: $0.key.path, mark: $0.key.mark, count: $0.value) }.sorted()
    index()
  }

  /// Takes out what is gone of the drafts of `findings`; the rest stays in its order.
  package mutating func prune(by findings: [Finding]) {
    for finding in findings {
      for (index, gone) in zip(indices[path(of: finding.draft)] ?? [], finding.gone) {
        let entry = entries[index]
        entries[index] = Entry(path: entry.path, mark: entry.mark, count: entry.count - gone)
      }
    }
    entries.removeAll { $0.count <= 0 }
    index()
  }

  /// Takes out the drafts that are no longer there.
  package mutating func removeVanished() {
    let vanished = Set(indices.keys.filter { folder.pushing(FilePath($0)).isVanished })
    entries.removeAll { vanished.contains($0.path) }
    index()
  }
}

extension FilePath {
  /// Whether there is nothing of this name; what cannot be looked at may be there.
  fileprivate var isVanished: Bool {
    do {
      _ = try stat()
      return false
    } catch {
      return [.noSuchFileOrDirectory, .notDirectory].contains(error)
    }
  }
}

extension Baseline.Entry: Comparable {
  /// What is alike.
  fileprivate struct Key: Hashable {
    let path: String
    let mark: FindingMark
  }

  fileprivate var key: Key { Key(path: path, mark: mark) }

  /// Orders by draft, then by rule.
  package static func < (left: Self, right: Self) -> Bool {
    (left.path, left.mark.rule.name, left.mark.before, left.mark.after)
      < (right.path, right.mark.rule.name, right.mark.before, right.mark.after)
  }
}
