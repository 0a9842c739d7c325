import ArgumentParser
import Diagnostics
import DraftText
import Essentials
import Reporting

/// The manual page of a command, in the language of roff with the macros of man(7).
struct Manual {
  private let command: CommandDescription

  /// Makes the manual page of a command and its subcommands from their help.
  init(of command: any ParsableCommand.Type) throws {
    struct Dump: Decodable { let command: CommandDescription }
    self.command = try JSONDecoder().decode(Dump.self, from: Data(command._dumpHelp().utf8)).command
  }

  /// The page.
  var roff: String {
    let name = command.commandName
    let version = Roff.text("\(name) \(toolVersion)")
    var lines = [".TH \(name.uppercased()) 1 \"\" \"\(version)\" \"User Commands\"", ".SH NAME"]
    lines.append("\(name) \\- \(Roff.text(command.purpose))")
    lines += [".SH SYNOPSIS", ".B \(name)", "[\\fIcommand\\fR] [\\fIoption\\fR ...] [\\fIpath\\fR ...]"]
    for section in ManualSection.beforeCommands { lines += section.roff }
    lines.append(".SH COMMANDS")
    for subcommand in command.subcommands ?? [] where subcommand.commandName != "help" {
      lines += Self.roff(subcommand)
    }
    for section in ManualSection.afterCommands { lines += section.roff }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func roff(_ command: CommandDescription) -> [String] {
    let arguments = (command.arguments ?? []).filter { $0.shouldDisplay && !$0.isGeneral }
    let positionals = arguments.filter { $0.kind == .positional }.map(\.synopsis)
    var lines = [".SS " + ([command.commandName] + positionals).joined(separator: " ")]
    lines += Roff.paragraphs(([command.abstract, command.discussion].compactMap(\.self)).joined(separator: "\n\n"))
    for argument in arguments {
      lines += [".TP", argument.kind == .positional ? argument.synopsis : argument.term, Roff.text(argument.text)]
    }
    return lines
  }
}

/// The description of a command by ArgumentParser.
private struct CommandDescription: Decodable {
  let commandName: String
  let abstract, discussion: String?
  let arguments: [ArgumentDescription]?
  let subcommands: [CommandDescription]?

  /// The abstract as it follows a name: its first letter in lower case, and without its full stop.
  var purpose: String {
    guard let abstract else { return "" }
    let text = abstract.hasSuffix(".") ? abstract.dropLast() : abstract[...]
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

/// The description of an argument, an option or a flag by ArgumentParser.
private struct ArgumentDescription: Decodable {
  enum Kind: String, Decodable {
    case positional, option, flag
  }

  struct Name: Decodable {
    let kind, name: String

    var text: String { (kind == "long" ? "--" : "-") + name }
  }

  let kind: Kind
  let shouldDisplay, isOptional, isRepeating: Bool
  let names: [Name]?
  let valueName, abstract, defaultValue: String?
  let allValues: [String]?

  /// Whether every command has the option.
  var isGeneral: Bool { names?.contains { ["help", "version"].contains($0.name) } == true }

  /// An argument as it stands in a command line.
  var synopsis: String {
    let name = "\\fI\(Roff.text(valueName ?? ""))\\fR" + (isRepeating ? " ..." : "")
    return isOptional ? "[\(name)]" : name
  }

  /// An option with its value.
  var term: String {
    let names = (self.names ?? []).map { "\\fB\(Roff.text($0.text))\\fR" }.joined(separator: ", ")
    return kind == .option ? "\(names) \\fI\(Roff.text(valueName ?? ""))\\fR" : names
  }

  var text: String {
    var text = abstract ?? ""
    if let allValues { text += " One of: \(allValues.joined(separator: ", "))." }
    if let defaultValue, kind == .option { text += " Default: \(defaultValue)." }
    return text
  }
}

/// Functions that write roff.
enum Roff {
  /// Returns `text` escaped so that it appears unchanged, even at the beginning of a line.
  static func text(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\\": "\\e"
      case "-": "\\-"
      case _ where scalar.isASCII: String(scalar)
      default: "\\[u\(scalar.value.hexadecimal(width: 4, uppercase: true))]"
      }
    }.joined()
    return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
  }

  /// Returns the lines of the paragraphs of `text`, which are separated by blank lines.
  static func paragraphs(_ text: String) -> [String] {
    text.split(separator: "\n\n").flatMap { [".PP", Roff.text($0.split(separator: "\n").joined(separator: " "))] }
  }
}
