import NIOHTTP1

/// Tells the requests of the page from all others.
///
/// A server on 127.0.0.1 is reached by every program of the machine, and by every page that a browser has open: that page's scripts
/// send requests here, and a name that its owner points to 127.0.0.1 makes them look like those of the page itself (DNS
/// rebinding). So a request must name the address and not another host, come from the page where the browser says whence it
/// comes, and know a secret that no other program can guess.
struct Gate {
  /// What a browser writes for host and port: `127.0.0.1:49152`.
  let authority: String
  /// The first part of each path.
  let secret: String

  /// The gate of a server on this port, with a secret of its own.
  init(port: Int) {
    authority = "127.0.0.1:\(port)"
    // 128 bits, from the system's source for keys.
    secret = (0..<2).map { _ in
      let digits = String(UInt64.random(in: .min ... .max), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// The address of the page.
  var address: String { "http://\(authority)/\(secret)/" }

  /// What a request asks for, behind the secret: `drafts/1/report?…`; nil where it is refused.
  func admit(_ head: HTTPRequestHead) -> Substring? {
    let isReading = head.method == .GET
    guard head.headers["host"] == [authority] else { return nil }
    let origins = head.headers["origin"]
    guard origins == ["http://\(authority)"] || origins.isEmpty && isReading else { return nil }
    // Typed, or opened by another program, is “none”. Programs that are no browsers say nothing.
    let sites = head.headers["sec-fetch-site"]
    guard sites.isEmpty || sites == ["same-origin"] || sites == ["none"] && isReading else { return nil }
    let path = head.uri.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    guard path.count == 3, path[0].isEmpty, isSecret(path[1]) else { return nil }
    return path[2]
  }

  /// Takes equally long whatever is wrong with `word`.
  private func isSecret(_ word: Substring) -> Bool {
    guard word.utf8.count == secret.utf8.count else { return false }
    return zip(word.utf8, secret.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
