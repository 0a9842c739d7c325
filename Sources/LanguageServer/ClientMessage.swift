import Essentials
import Reporting

/// The id of a request, which the response repeats.
enum RequestID: Hashable, Decodable {
  case number(Int)
  case text(String)

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    self = try (try? container.decode(Int.self)).map(Self.number) ?? .text(container.decode(String.self))
  }

  var json: JSON {
    switch self {
    case .number(let number): .number(number)
    case .text(let text): .string(text)
    }
  }
}

/// A message from the client.
struct ClientMessage {
  /// The kind of a message.
  enum Kind: Hashable {
    case request(RequestID, method: String)
    case notification(method: String)
    /// A response to a request of the server.
    case response
    /// No valid message of these kinds.
    case faulty(ResponseError)
  }

  let kind: Kind
  /// Whether the client has cancelled the request.
  var isCancelled = false
  private let body: [UInt8]

  private struct Envelope: Decodable {
    let id: RequestID?
    let method: String?
  }

  private struct Content<Params: Decodable>: Decodable { let params: Params }

  /// Reads the id and the method, without the parameters.
  init(_ body: [UInt8]) {
    self.body = body
    do {
      let envelope = try JSONDecoder().decode(Envelope.self, from: Data(body))
      switch (envelope.id, envelope.method) {
      case (let id?, let method?): kind = .request(id, method: method)
      case (nil, let method?): kind = .notification(method: method)
      case (_, nil): kind = .response
      }
    } catch DecodingError.dataCorrupted {
      kind = .faulty(ResponseError(.parseError, "not JSON"))
    } catch {
      kind = .faulty(ResponseError(.invalidRequest, "no message of JSON-RPC"))
    }
  }

  /// Decodes the parameters.
  func params<Params: Decodable>(_ type: Params.Type = Params.self) throws(ResponseError) -> Params {
    do {
      return try JSONDecoder().decode(Content<Params>.self, from: Data(body)).params
    } catch {
      throw ResponseError(.invalidParams, "parameters are missing or of a wrong type")
    }
  }
}
