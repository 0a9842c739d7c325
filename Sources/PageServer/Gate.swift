import DraftText
import NIOHTTP1
import Synchronization

/// Tells the requests of the page from all others.
///
/// A server on 127.0.0.1 is reached by every program of the machine, and by every page that a browser has open: that page's scripts
/// send requests here, and a name that its owner points to 127.0.0.1 makes them look like those of the page itself (DNS
/// rebinding). So a request must name the address and not another host, come from the page where the browser says whence it
/// comes, and know a secret that no other program can guess.
final class Gate: Sendable {
  /// What a browser writes for host and port: `127.0.0.1:49152`.
  let authority: String
  /// The first part of each path.
  let secret = Gate.newSecret()
  /// The first part of the path that leads to the page; nil when it has done so.
  private let launch: Mutex<String?>
  /// An address that leads to the page, once.
  let launchAddress: String

  /// The gate of a server on this port, with a secret of its own.
  init(port: Int) {
    authority = "127.0.0.1:\(port)"
    let word = Self.newSecret()
    launch = Mutex(word)
    launchAddress = "http://\(authority)/\(word)/"
  }

  /// 128 bits, from the system's source for keys.
  private static func newSecret() -> String {
    (0..<2).map { _ in UInt64.random(in: .min ... .max).hexadecimal(width: 16) }.joined()
  }

  /// The address of the page.
  var address: String { "http://\(authority)/\(secret)/" }

  /// Whether a request is the first to ``launchAddress``.
  func launches(_ head: HTTPRequestHead) -> Bool {
    guard comesFromThePage(head), let word = firstWord(of: head)?.word else { return false }
    return launch.withLock { launch in
      guard let expected = launch, Self.isEqual(word, expected) else { return false }
      launch = nil
      return true
    }
  }

  /// What a request asks for, behind the secret: `drafts/1/report?…`; nil where it is refused.
  func admit(_ head: HTTPRequestHead) -> Substring? {
    guard comesFromThePage(head), let (word, rest) = firstWord(of: head), Self.isEqual(word, secret) else { return nil }
    return rest
  }

  /// Whether no other site has sent a request, as far as the browser says.
  private func comesFromThePage(_ head: HTTPRequestHead) -> Bool {
    let isReading = head.method == .GET
    guard head.headers["host"] == [authority] else { return false }
    let origins = head.headers["origin"]
    guard origins == ["http://\(authority)"] || origins.isEmpty && isReading else { return false }
    // Typed, or opened by another program, is “none”. Programs that are no browsers say nothing.
    let sites = head.headers["sec-fetch-site"]
    return sites.isEmpty || sites == ["same-origin"] || sites == ["none"] && isReading
  }

  private func firstWord(of head: HTTPRequestHead) -> (word: Substring, rest: Substring)? {
    let path = head.uri.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    return path.count == 3 && path[0].isEmpty ? (path[1], path[2]) : nil
  }

  /// Takes equally long whatever is wrong with `word`.
  private static func isEqual(_ word: Substring, _ secret: String) -> Bool {
    guard word.utf8.count == secret.utf8.count else { return false }
    return zip(word.utf8, secret.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
