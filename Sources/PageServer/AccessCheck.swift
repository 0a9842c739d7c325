import DraftText
import NIOHTTP1
import Synchronization

/// Admits the requests of the page, and refuses all others.
///
/// Every program on this machine can send requests to 127.0.0.1, and so can the scripts of every page that a browser
/// has open. If the owner of another page points its host name to 127.0.0.1, its requests even seem to have the same
/// origin (DNS rebinding). A request is therefore admitted only if its host is this address, if the origin that the
/// browser reports is this page, and if its path contains a secret that no other program can guess.
final class AccessCheck: Sendable {
  /// The host and port as a browser sends them: `127.0.0.1:49152`.
  let authority: String
  /// The first component of each path.
  let secret = AccessCheck.newSecret()
  /// The secret in ``launchAddress``; nil after its use.
  private let launch: Mutex<String?>
  /// An address that leads to the page, but only once.
  let launchAddress: String

  /// Creates the check for a server on `port`, with new secrets.
  init(port: Int) {
    authority = "127.0.0.1:\(port)"
    let word = Self.newSecret()
    launch = Mutex(word)
    launchAddress = "http://\(authority)/\(word)/"
  }

  /// Returns 128 random bits from the system's cryptographic generator, as 32 hexadecimal digits.
  private static func newSecret() -> String {
    (0..<2).map { _ in UInt64.random(in: .min ... .max).hexadecimal(width: 16) }.joined()
  }

  /// The address of the page.
  var address: String { "http://\(authority)/\(secret)/" }

  /// Whether a request is the first to ``launchAddress``, which is invalid afterwards.
  func redeemLaunch(_ head: HTTPRequestHead) -> Bool {
    guard comesFromThePage(head), let word = firstWord(of: head)?.word else { return false }
    return launch.withLock { launch in
      guard let expected = launch, Self.isEqual(word, expected) else { return false }
      launch = nil
      return true
    }
  }

  /// Returns the path of a request after the secret, `drafts/1/report?…`; nil if the request is refused.
  func admit(_ head: HTTPRequestHead) -> Substring? {
    guard comesFromThePage(head), let (word, rest) = firstWord(of: head), Self.isEqual(word, secret) else { return nil }
    return rest
  }

  /// Whether the headers allow the conclusion that no other site has sent a request.
  private func comesFromThePage(_ head: HTTPRequestHead) -> Bool {
    let isReading = head.method == .GET
    guard head.headers["host"] == [authority] else { return false }
    let origins = head.headers["origin"]
    guard origins == ["http://\(authority)"] || origins.isEmpty && isReading else { return false }
    // The header is “none” if the address was typed or opened by a program. Programs other than browsers do not send
    // it.
    let sites = head.headers["sec-fetch-site"]
    return sites.isEmpty || sites == ["same-origin"] || sites == ["none"] && isReading
  }

  private func firstWord(of head: HTTPRequestHead) -> (word: Substring, rest: Substring)? {
    let path = head.uri.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    return path.count == 3 && path[0].isEmpty ? (path[1], path[2]) : nil
  }

  /// Whether `word` is `secret`; the comparison takes the same time wherever they differ.
  private static func isEqual(_ word: Substring, _ secret: String) -> Bool {
    guard word.utf8.count == secret.utf8.count else { return false }
    return zip(word.utf8, secret.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
