import Basics
import HTTP
import Loops

/// What names were last resolved to: for a few seconds, all addresses of each, which are replicas of
/// one server.
final class NameCache: Sendable {
    private struct Entry {
        var replicas = Replicas<String>([])
        var resolvedAt: UInt64 = 0
        var isResolving = false
    }

    private static let freshNanoseconds: UInt64 = 5_000_000_000
    private static let usableNanoseconds: UInt64 = 60_000_000_000
    private static let maximumNames = 256

    private let entries = Locked<[String: Entry]>([:])

    /// The address for one more request to a host, which `end` has to follow; nil if all were tried.
    func take(
        _ host: String,
        _ port: Int,
        except tried: [String]
    ) async throws(ClientFailure) -> String? {
        let now = SystemTime.monotonicNanoseconds()
        if isKnown(host, now) { return pick(host, now, tried) }
        let found: [SocketAddress]
        do {
            found = try await Resolver.resolve(host: host, port: port)
        } catch {
            found = []
        }
        guard store(host, found.map(\.host), now) else { throw .unreachable(.nameUnknown) }
        return pick(host, now, tried)
    }

    /// A request to that address of the host has ended.
    func end(_ host: String, _ digits: String, _ outcome: Replicas<String>.Outcome) {
        let now = SystemTime.monotonicNanoseconds()
        entries.withLock { $0[host]?.replicas.end(digits, outcome, now: now) }
    }

    /// Whether what is known is fresh, or is just being resolved anew by somebody else; if not, it is
    /// the caller's turn to resolve.
    private func isKnown(_ host: String, _ now: UInt64) -> Bool {
        entries.withLock { entries in
            guard let entry = entries[host], !entry.replicas.places.isEmpty else { return false }
            let isFresh = now < entry.resolvedAt + Self.freshNanoseconds
            guard isFresh || entry.isResolving else {
                entries[host]?.isResolving = true
                return false
            }
            return true
        }
    }

    /// False if nothing is known of the host, now or from a moment ago.
    private func store(_ host: String, _ digits: [String], _ now: UInt64) -> Bool {
        entries.withLock { entries in
            if entries.count >= Self.maximumNames, entries[host] == nil { entries.removeAll() }
            var entry = entries[host] ?? Entry()
            entry.isResolving = false
            if !digits.isEmpty {
                entry.replicas.update(digits)
                entry.resolvedAt = now
            } else if now >= entry.resolvedAt + Self.usableNanoseconds {
                entry.replicas.update([])
            }
            entries[host] = entry
            return !entry.replicas.places.isEmpty
        }
    }

    private func pick(_ host: String, _ now: UInt64, _ tried: [String]) -> String? {
        entries.withLock { $0[host]?.replicas.take(now: now, except: tried) }
    }
}
