public import Basics

/// Where a request goes: path and query as octets, as they came; nothing is decoded here.
///
/// Always in origin-form (`/path?query`, RFC 9112, 3.2.1), or `*` for `OPTIONS *`.
public struct RequestTarget: Hashable, Sendable {
    private let storage: Bytes
    private let start: Int
    private let pathEnd: Int
    private let end: Int

    /// Takes a target in origin-form or `*`; nil when it is no such thing.
    public init?(_ raw: String) {
        self.init(octets: Bytes(raw.utf8))
    }

    /// Takes a target in origin-form or `*`; nil when it is no such thing.
    public init?(octets raw: Bytes) {
        guard TargetSyntax.isOriginForm(raw.span) || raw == [UInt8(ascii: "*")] else { return nil }
        self.init(storage: raw, start: 0, end: raw.count)
    }

    /// A part of a buffer that has been checked already. The buffer is shared, not copied.
    init(storage: Bytes, start: Int, end: Int) {
        self.storage = storage
        self.start = start
        self.end = end
        pathEnd = storage[start..<end].firstIndex(of: UInt8(ascii: "?")) ?? end
    }

    /// Path and query as they stand in the request, in a buffer of their own.
    public var raw: Bytes { Bytes(octets) }

    /// Path and query as they stand in the request.
    public var octets: ArraySlice<UInt8> { storage[start..<end] }

    /// What stands before the first `?`.
    public var path: ArraySlice<UInt8> { storage[start..<pathEnd] }

    /// What stands after the first `?`; empty without one.
    public var query: ArraySlice<UInt8> {
        pathEnd < end ? storage[(pathEnd + 1)..<end] : storage[end..<end]
    }

    /// Whether this is the `*` of `OPTIONS *`.
    public var isAsterisk: Bool { storage[start] == UInt8(ascii: "*") }

    /// Two targets are the same when their octets are.
    public static func == (left: RequestTarget, right: RequestTarget) -> Bool {
        left.octets == right.octets
    }

    /// Feeds the octets of path and query.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(octets)
    }
}

extension RequestTarget: CustomStringConvertible {
    /// Path and query as text.
    public var description: String { String(decoding: octets, as: UTF8.self) }
}
