import RuleFiles

extension RuleSnapshot {
  /// Reads and checks the rules in `folder` as if they were shipped: all keys, texts, examples and patterns. The tests
  /// do this; the build cannot, because its tool is built without the kinds of rules.
  ///
  /// - Throws: All errors in the files.
  package init(checking folder: RuleFolder) throws(RuleSetError) {
    try self.init(checking: folder, kinds: RuleKinds.all)
  }

  init(checking folder: RuleFolder, kinds: [any Rule.Type]) throws(RuleSetError) {
    let log = ErrorLog()
    let files = folder.read(isShipped: true, log)
    _ = try RuleSet(files, kinds: kinds, log)
    self.init(files: files.map { RuleFile(checked: $0.path, root: $0.root) })
  }
}
