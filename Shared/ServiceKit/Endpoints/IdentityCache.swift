import Basics
import Loops

/// Identities that were decoded before, a cache for each loop. Only what carried a good signature
/// gets in.
final class IdentityCache {
    private var known: [OctetKey: Identity] = [:]
    private static let maximumCount = 4096
    private static let key = LoopLocal<IdentityCache>()

    /// Reads an identity header, from the cache of the present loop where there is one.
    static func identity(header: ArraySlice<UInt8>) -> Identity? {
        guard let loop = EventLoop.current else { return decoded(header) }
        return loop.local(key) { IdentityCache() }.identity(header)
    }

    private func identity(_ header: ArraySlice<UInt8>) -> Identity? {
        let key = OctetKey(header)
        if let identity = known[key] { return identity }
        guard let identity = Self.decoded(header) else { return nil }
        if known.count >= Self.maximumCount { known.removeAll(keepingCapacity: true) }
        known[key.kept] = identity
        return identity
    }

    private static func decoded(_ header: ArraySlice<UInt8>) -> Identity? {
        Identity(header: String(decoding: header, as: UTF8.self))
    }
}
