import Linting
import NIOHTTP1
import Reporting

/// A complete HTTP response.
struct Response: Sendable {
  var status: HTTPResponseStatus = .ok
  let type: String
  /// The content security policy; a report contains another for its content.
  var policy = "default-src 'none'; frame-ancestors 'none'"
  /// The name under which the browser saves the body; nil if it shows the body.
  var fileName: String?
  /// The address of a redirection; nil without one.
  var location: String?
  let body: [UInt8]

  static func html(_ text: String, policy: String) -> Response {
    Response(type: "text/html; charset=utf-8", policy: policy, body: Array(text.utf8))
  }

  static func json(_ value: JSON, _ status: HTTPResponseStatus = .ok) -> Response {
    Response(status: status, type: "application/json", body: Array(Reporting.json(value).utf8))
  }

  static func redirect(to address: String) -> Response {
    var response = empty(.seeOther)
    response.location = address
    return response
  }

  /// Returns a response with nothing but a status.
  static func empty(_ status: HTTPResponseStatus) -> Response {
    Response(status: status, type: "text/plain; charset=utf-8", body: Array("\(status.code)\n".utf8))
  }

  /// Returns the headers. They forbid the browser to store the body, to guess its type and to send a referrer.
  ///
  /// - Parameter isLast: Whether the server closes the connection after this response.
  func headers(isLast: Bool) -> HTTPHeaders {
    var headers: HTTPHeaders = [
      "Content-Type": type, "Content-Length": String(body.count), "Content-Security-Policy": policy,
      "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff",
      "Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
    ]
    if isLast { headers.add(name: "Connection", value: "close") }
    if let location { headers.add(name: "Location", value: location) }
    if let fileName {
      headers.add(name: "Content-Disposition", value: "attachment; filename*=UTF-8''\(percentEncoded(fileName))")
    }
    return headers
  }
}
