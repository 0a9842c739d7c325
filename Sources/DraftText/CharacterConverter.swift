#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A conversion between two encodings by the C library's `iconv`, strict: what cannot be converted is an error.
struct CharacterConverter {
  enum Failure: Error, Hashable {
    /// The C library has no such conversion. glibc reads its conversions from a folder of their own (gconv), which a small
    /// container image may lack.
    case unavailable
    /// The input cannot be converted from `offset` on; `before` is what came out until then.
    case invalid(offset: Int, before: [UInt8])
  }

  /// The names of the encodings, as `iconv` knows them.
  let source: String
  let target: String

  /// `input` in the target encoding.
  func convert(_ input: UnsafeBufferPointer<UInt8>) throws(Failure) -> [UInt8] {
    guard let descriptor = iconv_open(target, source), descriptor != iconv_t(bitPattern: -1) else { throw .unavailable }
    defer { iconv_close(descriptor) }
    var inputLeft = input.count
    var result = 0
    // GB18030 grows to at most one and a half times its size in UTF-8, and UTF-8 to twice its size in GB18030.
    let output = [UInt8](unsafeUninitializedCapacity: input.count * 2 + 16) { output, written in
      output.withMemoryRebound(to: CChar.self) { output in
        input.withMemoryRebound(to: CChar.self) { input in
          // iconv takes its input as mutable memory, though it never writes there, and counts down the room that it has.
          var next = UnsafeMutablePointer(mutating: input.baseAddress)
          var (free, outputLeft) = (output.baseAddress, output.count)
          result = iconv(descriptor, &next, &inputLeft, &free, &outputLeft)
          written = output.count - outputLeft
        }
      }
    }
    // A positive result counts characters that were only approximated.
    guard result == 0 else { throw .invalid(offset: input.count - inputLeft, before: output) }
    return output
  }
}
