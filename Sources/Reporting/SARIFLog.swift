import Diagnostics
import DraftText

/// The objects of SARIF 2.1.0 that zhangfa writes, under their names in the specification.
enum SARIFLog {
  static let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
  static let version = "2.1.0"
  /// What relative uris start from: the name that GitHub knows.
  static let root = "%SRCROOT%"

  struct Tool: Encodable {
    let driver: ToolComponent
  }

  struct ToolComponent: Encodable {
    let name = "zhangfa"
    let version = toolVersion
    let semanticVersion = toolVersion
    let language: Language
    let rules: [ReportingDescriptor]
  }

  /// A rule.
  struct ReportingDescriptor: Encodable {
    struct Configuration: Encodable {
      let enabled: Bool
      let level: Level
    }

    struct Properties: Encodable {
      let category: String
      let tags: [String]
      let problemSeverity: String

      private enum CodingKeys: String, CodingKey {
        case category, tags
        // GitHub shows and filters by it.
        case problemSeverity = "problem.severity"
      }
    }

    let id: String
    let shortDescription, fullDescription, help: Text
    let defaultConfiguration: Configuration
    let properties: Properties
  }

  /// A text that is shown as it is.
  struct Text: Encodable {
    let text: String
    var markdown: String?
  }

  /// A message, in which braces and links have a meaning.
  struct Message: Encodable {
    let text: String

    /// Escapes `text` as sections 3.11.5 and 3.11.6 ask for: braces are doubled; brackets get a backslash where they
    /// would make a link.
    init(_ text: String) {
      var text = text.replacing("{", with: "{{").replacing("}", with: "}}")
      if text.contains("](") { text = text.replacing("[", with: "\\[").replacing("]", with: "\\]") }
      self.text = text
    }
  }

  enum Level: String, Encodable {
    case note, warning, error

    init(_ severity: Severity) {
      switch severity {
      case .error: self = .error
      case .warning: self = .warning
      case .info: self = .note
      }
    }
  }

  struct ArtifactLocation: Encodable {
    let uri: String
    var uriBaseId: String?
    var index: Int?
  }

  struct Artifact: Encodable {
    let location: ArtifactLocation
    let encoding: String
    let roles = ["analysisTarget"]
  }

  /// A place: lines and columns from 1, columns in code points, the end exclusive.
  struct Region: Encodable {
    let startLine, startColumn: Int
    let endLine, endColumn: Int?
    let snippet: Text?

    init(_ range: TextRange, in source: SourceText, withText: Bool = false) {
      let (start, end) = (source.lines.position(at: range.start), source.lines.position(at: range.end))
      (startLine, startColumn, endLine, endColumn) = (start.line, start.column, end.line, end.column)
      snippet = withText ? Text(text: source[range]) : nil
    }

    init(_ position: LinePosition) {
      (startLine, startColumn, endLine, endColumn) = (position.line, position.column, nil, nil)
      snippet = nil
    }
  }

  struct Location: Encodable {
    struct Physical: Encodable {
      let artifactLocation: ArtifactLocation
      let region: Region?
    }

    let id: Int?
    let physicalLocation: Physical
    let message: Message?

    init(_ artifact: ArtifactLocation, _ region: Region?, id: Int? = nil, message: Message? = nil) {
      self.id = id
      physicalLocation = Physical(artifactLocation: artifact, region: region)
      self.message = message
    }
  }

  struct Fix: Encodable {
    struct ArtifactChange: Encodable {
      let artifactLocation: ArtifactLocation
      let replacements: [Replacement]
    }

    struct Replacement: Encodable {
      let deletedRegion: Region
      let insertedContent: Text
    }

    struct Properties: Encodable {
      let applicability: Diagnostics.Fix.Applicability
    }

    let description: Message
    let artifactChanges: [ArtifactChange]
    let properties: Properties
  }

  struct Result: Encodable {
    let ruleId: String
    let ruleIndex: Int?
    let level: Level
    let message: Message
    let locations: [Location]
    let relatedLocations: [Location]?
    let fixes: [Fix]?
    let partialFingerprints: [String: String]
  }

  struct Notification: Encodable {
    struct Descriptor: Encodable {
      let id: String
      let index: Int?
    }

    let level = Level.error
    let message: Message
    let locations: [Location]
    let associatedRule: Descriptor?
  }

  struct Invocation: Encodable {
    let executionSuccessful: Bool
    let toolExecutionNotifications: [Notification]
    let toolConfigurationNotifications: [Notification]
  }
}
