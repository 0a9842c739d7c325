import Foundation
import Testing

@testable import Reporting

/// The colours of the pages have enough contrast (WCAG 2.2, 1.4.3): in light mode, in dark mode and in print.
@Suite struct ContrastTests {
  struct Pair: CustomTestStringConvertible, Sendable {
    let scheme: Int
    let front, back: String
    let colors: [String: Double]

    var testDescription: String { "\(front) on \(back), scheme \(scheme)" }
  }

  static let pairs: [Pair] = {
    let schemes = htmlStyle.matches(of: #/:root \{(?<colors>[^}]*)\}/#).map { scheme in
      Dictionary(
        uniqueKeysWithValues: scheme.colors.matches(of: #/--(?<name>[\w-]+): #(?<digits>\w+)/#).map {
          (String($0.name), luminance($0.digits))
        })
    }
    // Dark mode and print change some of the colours of light mode.
    let complete = schemes.map { (schemes.first ?? [:]).merging($0) { $1 } }
    let fronts = ["ink", "soft", "link", "error", "warning", "info", "good"]
    return complete.enumerated().flatMap { scheme, colors in
      fronts.flatMap { front in
        let backs =
          ["paper", "ground"] + (front == "ink" ? ["error", "warning", "info"] : [front]).map { "\($0)-ground" }
        return backs.filter { colors[$0] != nil }.map { Pair(scheme: scheme, front: front, back: $0, colors: colors) }
      }
    }
  }()

  /// The relative luminance by the formula of WCAG.
  private static func luminance(_ digits: Substring) -> Double {
    let all =
      digits.count == 3
      ? digits.map { "\($0)\($0)" } : stride(from: 0, to: 6, by: 2).map { String(digits.dropFirst($0).prefix(2)) }
    let parts = all.map { part -> Double in
      let value = Double(Int(part, radix: 16) ?? 0) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  @Test(arguments: pairs) func textHasEnoughContrast(_ pair: Pair) throws {
    let (front, back) = (try #require(pair.colors[pair.front]), try #require(pair.colors[pair.back]))
    #expect((max(front, back) + 0.05) / (min(front, back) + 0.05) >= 4.5)
  }

  @Test func thereAreThreeSchemes() { #expect(Set(Self.pairs.map(\.scheme)) == [0, 1, 2]) }
}
