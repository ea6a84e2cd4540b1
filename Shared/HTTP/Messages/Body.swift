public import Basics

/// A message body: nothing, octets at hand, or a source that is pulled.
public enum Body: Sendable {
    /// No octets.
    case empty
    /// All octets, at hand.
    case bytes(Bytes)
    /// ExternalID still to come; the length in octets where it is known beforehand.
    case stream(length: Int?, any BodySource)

    /// The length in octets, where it is known.
    public var length: Int? {
        switch self {
        case .empty: 0
        case .bytes(let bytes): bytes.count
        case .stream(let length, _): length
        }
    }

    /// All octets, unless they are still to come.
    public var atHand: Bytes? {
        switch self {
        case .empty: []
        case .bytes(let bytes): bytes
        case .stream: nil
        }
    }

    /// Everything, when that is at most `limit` octets; else `tooLarge`, and a source is cancelled.
    public func collect(upTo limit: Int) async throws(BodyFailure) -> Bytes {
        switch self {
        case .empty: return []
        case .bytes(let bytes):
            guard bytes.count <= limit else { throw .tooLarge }
            return bytes
        case .stream(let length, let source):
            var all: Bytes = []
            if let length {
                guard length <= limit else {
                    source.cancel()
                    throw .tooLarge
                }
                all.reserveCapacity(length)
            }
            while let piece = try await source.next() {
                guard piece.count <= limit - all.count else {
                    source.cancel()
                    throw .tooLarge
                }
                all.append(contentsOf: piece)
            }
            return all
        }
    }
}
