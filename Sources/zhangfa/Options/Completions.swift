import ArgumentParser
import Diagnostics
import DraftText
import Linting
import RuleEngine
import ShippedRules
import SystemPackage

/// The values of options that shells offer.
extension CompletionKind {
  /// Files that can be checked, and folders.
  static var drafts: CompletionKind {
    .file(extensions: DraftFormat.allExtensions + DraftFormat.convertibleExtensions.sorted())
  }

  /// Rules and categories, one or several with commas between them.
  static var rules: CompletionKind {
    .names { set in set.rules.flatMap(\.metadata.id.fittingNames) }
  }

  /// Kinds of documents.
  static var profiles: CompletionKind { .names { ["auto"] + $0.profiles.map(\.id) } }

  /// The topics of `zhangfa explain`.
  static var topics: CompletionKind { .names { $0.topics } }

  /// Returns the completion by the names that `names` finds in the rules of the command line.
  private static func names(_ names: @escaping @Sendable (RuleSet) -> [String]) -> CompletionKind {
    .custom { words, _, prefix in
      guard let ruleSet = ruleSet(of: words) else { return [] }
      let before = prefix.lastIndex(of: ",").map { prefix[...$0] } ?? ""
      return Set(names(ruleSet)).sorted().map { before + $0 }
    }
  }

  /// Returns the shipped rules, with those of `--rules` in `words` if they can be read.
  private static func ruleSet(of words: [String]) -> RuleSet? {
    let folders = zip(words, words.dropFirst()).filter { $0.0 == "--rules" }.compactMap { _, folder in
      try? RuleFolderReader.read(FilePath(folder))
    }
    return (try? ShippedRules.ruleSet(with: folders)) ?? (try? ShippedRules.ruleSet(with: []))
  }
}

/// The scripts that make a shell complete command lines of zhangfa.
enum CompletionScript {
  /// Returns `text`; if it is a script for bash, with an addition that ArgumentParser lacks: the completion of command
  /// lines without the name of the default command.
  ///
  /// - Parameter commands: The names of all commands.
  static func completed(_ text: String, defaultCommand: String, commands: [String]) -> String {
    guard text.hasPrefix("#!/bin/bash") else { return text }
    return text + """


      # The name of the command “\(defaultCommand)” may be left out.
      _zhangfa_or_default() {
          if [[ "${COMP_CWORD}" -eq 1 || " \(commands.joined(separator: " ")) " = *" ${COMP_WORDS[1]} "* ]]; then
              _zhangfa "${@}"
              [[ "${COMP_CWORD}" -gt 1 ]] && return
          fi
          local -ar words=("${COMP_WORDS[0]}" \(defaultCommand) "${COMP_WORDS[@]:1}")
          local -a COMP_WORDS=("${words[@]}")
          local -i COMP_CWORD=$((COMP_CWORD + 1))
          local COMP_LINE="${COMP_LINE/ / \(defaultCommand) }"
          local -i COMP_POINT=$((COMP_POINT + \(defaultCommand.utf8.count + 1)))
          _zhangfa "${@}"
      }

      complete -o filenames -F _zhangfa_or_default zhangfa
      """
  }
}
