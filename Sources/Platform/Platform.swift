// Re-exports the C library, whose module has another name on each system, and CPlatform: what the Swift modules leave
// out.

@_exported import CPlatform

#if canImport(Glibc)
  @_exported import Glibc
#elseif canImport(Musl)
  @_exported import Musl
#elseif canImport(Darwin)
  @_exported import Darwin
#endif
