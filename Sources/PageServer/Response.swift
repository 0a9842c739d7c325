import Linting
import NIOHTTP1
import Reporting

/// An answer, whole.
struct Response: Sendable {
  var status: HTTPResponseStatus = .ok
  let type: String
  /// What the browser may do with the answer; a report says that itself.
  var policy = "default-src 'none'; frame-ancestors 'none'"
  /// What the browser calls the file that it saves; nil where it shows the answer.
  var fileName: String?
  /// Where the browser is to go; nil where it is to stay.
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

  /// Nothing but a status.
  static func empty(_ status: HTTPResponseStatus) -> Response {
    Response(status: status, type: "text/plain; charset=utf-8", body: Array("\(status.code)\n".utf8))
  }

  /// What a browser is told besides: to keep nothing, to guess nothing, to tell nobody where a link was.
  var headers: HTTPHeaders {
    var headers: HTTPHeaders = [
      "Content-Type": type, "Content-Length": String(body.count), "Content-Security-Policy": policy,
      "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff",
      "Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
    ]
    if let location { headers.add(name: "Location", value: location) }
    if let fileName {
      headers.add(name: "Content-Disposition", value: "attachment; filename*=UTF-8''\(percentEncoded(fileName))")
    }
    return headers
  }
}
