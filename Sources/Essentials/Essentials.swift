// Re-exports the part of Foundation without data about languages, where there is one, and else all of it.

#if canImport(FoundationEssentials)
  @_exported import FoundationEssentials
#else
  @_exported import Foundation
#endif
