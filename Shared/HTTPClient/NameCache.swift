import Basics
import HTTP
import Loops

/// What names were last resolved to: for a few seconds, all addresses, in the resolver's order
/// rotated by one with every request, those that did not answer a moment ago last.
final class NameCache: Sendable {
    private struct Entry {
        var digits: [String] = []
        var resolvedAt: UInt64 = 0
        var isResolving = false
        var turn = 0
        var unreachableUntil: [String: UInt64] = [:]
    }

    private static let freshNanoseconds: UInt64 = 5_000_000_000
    private static let usableNanoseconds: UInt64 = 60_000_000_000
    private static let skippedNanoseconds: UInt64 = 1_000_000_000
    private static let maximumNames = 256

    private let entries = Locked<[String: Entry]>([:])

    /// The addresses to try for a host, best first; at least one.
    func candidates(_ host: String, _ port: Int) async throws(ClientFailure) -> [String] {
        if SocketAddress(numericHost: host, port: port) != nil { return [host] }
        let now = SystemTime.monotonicNanoseconds()
        if let known = known(host, now) { return known }
        let found: [SocketAddress]
        do {
            found = try await Resolver.resolve(host: host, port: port)
        } catch {
            found = []
        }
        store(host, found.map(\.host), now)
        guard let list = list(host, now), !list.isEmpty else { throw .unreachable(.nameUnknown) }
        return list
    }

    /// The address does not answer: others are tried first for a second.
    func failed(_ host: String, _ digits: String) {
        let until = SystemTime.monotonicNanoseconds() + Self.skippedNanoseconds
        entries.withLock { $0[host]?.unreachableUntil[digits] = until }
    }

    /// What is fresh, or is just being resolved anew by somebody else; nil when it is the
    /// caller's turn to resolve.
    private func known(_ host: String, _ now: UInt64) -> [String]? {
        entries.withLock { entries in
            guard let entry = entries[host], !entry.digits.isEmpty else { return nil }
            let isFresh = now < entry.resolvedAt + Self.freshNanoseconds
            guard isFresh || entry.isResolving else {
                entries[host]?.isResolving = true
                return nil
            }
            return Self.turned(&entries[host], now)
        }
    }

    private func store(_ host: String, _ digits: [String], _ now: UInt64) {
        entries.withLock { entries in
            if entries.count >= Self.maximumNames { entries.removeAll() }
            var entry = entries[host] ?? Entry()
            entry.isResolving = false
            if !digits.isEmpty {
                entry.digits = digits
                entry.resolvedAt = now
                entry.unreachableUntil = entry.unreachableUntil.filter { digits.contains($0.key) }
            } else if now >= entry.resolvedAt + Self.usableNanoseconds {
                entry.digits = []
            }
            entries[host] = entry
        }
    }

    private func list(_ host: String, _ now: UInt64) -> [String]? {
        entries.withLock { Self.turned(&$0[host], now) }
    }

    private static func turned(_ entry: inout Entry?, _ now: UInt64) -> [String]? {
        guard let known = entry, !known.digits.isEmpty else { return nil }
        let start = known.turn % known.digits.count
        entry?.turn = start + 1
        let rotated = known.digits[start...] + known.digits[..<start]
        let isSkipped = { (digits: String) in known.unreachableUntil[digits] ?? 0 > now }
        return rotated.filter { !isSkipped($0) } + rotated.filter(isSkipped)
    }
}
