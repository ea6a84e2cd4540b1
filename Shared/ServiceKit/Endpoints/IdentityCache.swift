import Loops

/// Identities that were decoded before, a cache for each loop. Only what carried a good signature
/// gets in.
final class IdentityCache {
    private var known: [String: Identity] = [:]
    private static let maximumCount = 4096
    private static let key = LoopLocal<IdentityCache>()

    /// Reads an identity header, from the cache of the present loop where there is one.
    static func identity(header: String) -> Identity? {
        guard let loop = EventLoop.current else { return Identity(header: header) }
        return loop.local(key) { IdentityCache() }.identity(header)
    }

    private func identity(_ header: String) -> Identity? {
        if let identity = known[header] { return identity }
        guard let identity = Identity(header: header) else { return nil }
        if known.count >= Self.maximumCount { known.removeAll(keepingCapacity: true) }
        known[header] = identity
        return identity
    }
}
