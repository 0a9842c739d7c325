import Diagnostics
import Foundation
import NIOHTTP1
import Testing

@testable import PageServer

/// Which requests are accepted: each case differs from a valid request in one point.
@Suite struct AccessCheckTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var method = HTTPMethod.GET
    var path: String? = nil
    var headers: [(String, String)]
    let isAdmitted: Bool
  }

  private static let access = AccessCheck(port: 4711)
  private static let host = ("Host", "127.0.0.1:4711")
  private static let origin = ("Origin", "http://127.0.0.1:4711")

  static let cases: [Case] = [
    Case(testDescription: "an address that was typed", headers: [host, ("Sec-Fetch-Site", "none")], isAdmitted: true),
    Case(testDescription: "a link of the page", headers: [host, ("Sec-Fetch-Site", "same-origin")], isAdmitted: true),
    Case(testDescription: "no browser", headers: [host], isAdmitted: true),
    Case(
      testDescription: "a draft from the page", method: .POST,
      headers: [host, origin, ("Sec-Fetch-Site", "same-origin")], isAdmitted: true),
    Case(testDescription: "a name that was pointed here", headers: [("Host", "evil.example:4711")], isAdmitted: false),
    Case(
      testDescription: "localhost, which other programs may own", headers: [("Host", "localhost:4711")],
      isAdmitted: false),
    Case(testDescription: "another port", headers: [("Host", "127.0.0.1:80")], isAdmitted: false),
    Case(testDescription: "no host", headers: [], isAdmitted: false),
    Case(testDescription: "two hosts", headers: [host, ("Host", "evil.example")], isAdmitted: false),
    Case(
      testDescription: "a link of another site", headers: [host, ("Sec-Fetch-Site", "cross-site")], isAdmitted: false),
    Case(
      testDescription: "a page of another port", headers: [host, ("Sec-Fetch-Site", "same-site")], isAdmitted: false),
    Case(
      testDescription: "another origin", headers: [host, ("Origin", "http://127.0.0.1:8080")], isAdmitted: false),
    Case(testDescription: "an origin that is kept secret", headers: [host, ("Origin", "null")], isAdmitted: false),
    Case(
      testDescription: "a draft from another origin", method: .POST, headers: [host, ("Origin", "null")],
      isAdmitted: false),
    Case(testDescription: "a draft from nowhere", method: .POST, headers: [host], isAdmitted: false),
    Case(
      testDescription: "a form that was opened by hand", method: .POST,
      headers: [host, origin, ("Sec-Fetch-Site", "none")],
      isAdmitted: false),
    Case(testDescription: "no secret", path: "/", headers: [host], isAdmitted: false),
    Case(testDescription: "a short secret", path: "/\(access.secret.dropLast())/", headers: [host], isAdmitted: false),
    Case(
      testDescription: "a wrong secret", path: "/\(String(access.secret.reversed()))x/".replacing("x/", with: "/"),
      headers: [host], isAdmitted: false),
    Case(testDescription: "a secret in another place", path: "//\(access.secret)/", headers: [host], isAdmitted: false),
    Case(
      testDescription: "a whole address", path: "http://127.0.0.1:4711/\(access.secret)/", headers: [host],
      isAdmitted: false),
    Case(testDescription: "no end of the secret", path: "/\(access.secret)", headers: [host], isAdmitted: false),
  ]

  @Test(arguments: cases) func onlyRequestsOfThePageAreAdmitted(_ example: Case) {
    let path = example.path ?? "/\(Self.access.secret)/drafts"
    let head = HTTPRequestHead(
      version: .http1_1, method: example.method, uri: path, headers: HTTPHeaders(example.headers))
    #expect(Self.access.admit(head) == (example.isAdmitted ? "drafts" : nil))
  }

  @Test func launchAddressWorksOnce() {
    let access = AccessCheck(port: 4711)
    func head(_ uri: String, _ headers: [(String, String)] = [Self.host]) -> HTTPRequestHead {
      HTTPRequestHead(version: .http1_1, method: .GET, uri: uri, headers: HTTPHeaders(headers))
    }
    let path = String(access.launchAddress.trimmingPrefix("http://127.0.0.1:4711"))
    #expect(access.admit(head(path)) == nil)
    #expect(!access.redeemLaunch(head("/\(access.secret)/")))
    #expect(!access.redeemLaunch(head(path, [Self.host, ("Sec-Fetch-Site", "cross-site")])))
    #expect(!access.redeemLaunch(head(path, [("Host", "evil.example:4711")])))
    #expect(access.redeemLaunch(head(path)))
    #expect(!access.redeemLaunch(head(path)))
    #expect(Response.redirect(to: access.address).headers(isLast: true)["location"] == [access.address])
  }

  @Test func secretsAreUnique() {
    let secrets = (0..<100).map { _ in AccessCheck(port: 1).secret }
    #expect(Set(secrets).count == 100)
    #expect(secrets.allSatisfy { $0.count == 32 })
  }
}

/// The meaning of request paths.
@Suite struct RequestTests {
  @Test(arguments: [
    ("", Request.page), ("presence", .presence), ("drafts/report", .report(nil)), ("drafts/sheet", .sheet(nil)),
    ("drafts/7/report", .report(7)), ("drafts/7/sheet", .sheet(7)),
    ("drafts/7/annotated", .copy(7, trackingChanges: false)), ("drafts/7/tracked", .copy(7, trackingChanges: true)),
    ("drafts", .list), ("drafts/", nil), ("drafts/x/report", nil), ("drafts/7/else", nil), ("drafts/7", nil),
    ("../etc/passwd", nil), ("%zz", nil), ("drafts//report", nil),
  ]) func getRequestsAreParsed(target: String, request: Request?) {
    #expect(Request(.GET, target[...]) == request)
  }

  @Test(arguments: [
    ("name=%E6%80%BB%E7%BB%93.docx&profile=", Request.add(name: "总结.docx", profile: nil)),
    ("name=a%2Bb%20c+.txt&profile=work-plan", .add(name: "a+b c+.txt", profile: "work-plan")),
    ("name=..%2F..%2Fetc%2Fpasswd", .add(name: "passwd", profile: nil)),
    ("name=C%3A%5Cx%5Cy.txt", .add(name: "y.txt", profile: nil)),
    ("name=", nil), ("", nil), ("name=%2F", nil), ("name=a%00b", nil),
  ]) func postRequestsAreParsed(query: String, request: Request?) {
    #expect(Request(.POST, "drafts?\(query)") == request)
  }

  @Test func deleteRequestsAreParsed() {
    #expect(Request(.DELETE, "drafts") == .remove(nil))
    #expect(Request(.DELETE, "drafts/3") == .remove(3))
    #expect(Request(.DELETE, "drafts/3/report") == nil)
  }
}
