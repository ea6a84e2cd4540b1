import Basics

/// What was read from a connection and is not yet consumed.
struct InputBuffer {
    /// With so much unread by the protocol, nothing further is read from the peer.
    static let highWater = 64 * 1024
    private static let keptCapacity = 4 * 1024

    private var bytes: Bytes = []
    private var start = 0

    var isEmpty: Bool { start == bytes.count }
    var isFull: Bool { bytes.count - start >= Self.highWater }

    mutating func append(_ new: UnsafeRawBufferPointer) {
        if start > 0 {
            bytes.removeSubrange(0..<start)
            start = 0
        }
        unsafe bytes.append(contentsOf: new)
    }

    /// Lends what is there.
    func lend<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        body(bytes.span.extracting(start..<bytes.count))
    }

    /// Lends what is there; `body` says how much of it is consumed.
    mutating func consume<Result>(_ body: (Span<UInt8>) -> (consumed: Int, Result)) -> Result {
        let (consumed, result) = body(bytes.span.extracting(start..<bytes.count))
        start += consumed
        if start == bytes.count {
            bytes.removeAll(keepingCapacity: bytes.capacity <= Self.keptCapacity)
            start = 0
        }
        return result
    }

    mutating func removeAll() {
        self = InputBuffer()
    }
}
