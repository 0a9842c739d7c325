import NIOHTTP1
import Testing

@testable import PageServer

/// The headers of responses: their names are those of the standards, so a renamed type must not change them.
@Suite struct ResponseTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let response: Response
    let isLast: Bool
    let expected: [String: String]
  }

  @Test(arguments: [
    Case(
      testDescription: "a refusal closes the connection", response: .empty(.forbidden), isLast: true,
      expected: ["Connection": "close", "Content-Type": "text/plain; charset=utf-8", "Content-Length": "4"]),
    Case(
      testDescription: "a redirection names its target", response: .redirect(to: "/secret/"), isLast: true,
      expected: ["Connection": "close", "Location": "/secret/"]),
    Case(
      testDescription: "the page is not stored", response: .html("<p>甲</p>", policy: "default-src 'self'"),
      isLast: false,
      expected: [
        "Content-Type": "text/html; charset=utf-8", "Content-Length": "10", "Cache-Control": "no-store",
        "Content-Security-Policy": "default-src 'self'", "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer", "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
      ]),
    Case(
      testDescription: "a copy is saved under its name",
      response: Response(type: "application/octet-stream", fileName: "总结.docx", body: []), isLast: false,
      expected: ["Content-Disposition": "attachment; filename*=UTF-8''%E6%80%BB%E7%BB%93.docx", "Content-Length": "0"]),
  ])
  func headersFollowTheStandards(given: Case) {
    let headers = given.response.headers(isLast: given.isLast)
    for (name, value) in given.expected { #expect(headers[name] == [value], "\(name)") }
    #expect(headers.contains(name: "Connection") == given.isLast)
  }

  @Test func responsesForbidCachingAndReferrers() {
    let headers = Response.empty(.forbidden).headers(isLast: true)
    #expect(headers["cache-control"] == ["no-store"])
    #expect(headers["referrer-policy"] == ["no-referrer"])
    #expect(headers["x-content-type-options"] == ["nosniff"])
    #expect(headers["cross-origin-resource-policy"] == ["same-origin"])
    #expect(headers["content-length"] == ["4"])
    #expect(headers["access-control-allow-origin"].isEmpty)
  }

  @Test(arguments: [("总结.docx", "%E6%80%BB%E7%BB%93.docx"), ("a\r\nb\".docx", "a%0D%0Ab%22.docx")])
  func fileNamesAreEscapedInHeaders(name: String, escaped: String) {
    let headers = Response(type: "text/plain", fileName: name, body: []).headers(isLast: false)
    #expect(headers["content-disposition"] == ["attachment; filename*=UTF-8''\(escaped)"])
  }
}
