import Basics

/// What a connection has still to write: heads and small bodies copied one after the other, then
/// perhaps one large body as it is.
struct OutputBuffer {
    /// Bodies up to this size are copied behind their head.
    static let copiedBytes = 16 * 1024
    /// With more than this waiting, nothing further is answered or pulled.
    static let highWater = 64 * 1024
    /// An empty buffer keeps no more memory than this.
    private static let keptCapacity = 16 * 1024

    private var head: Bytes = []
    private var headStart = 0
    private var tail: Bytes = []
    private var tailStart = 0

    var count: Int { head.count - headStart + tail.count - tailStart }
    var isEmpty: Bool { headStart == head.count && tailStart == tail.count }

    /// Whether it has to be written out before anything more is appended.
    var isFull: Bool { !tail.isEmpty || head.count - headStart > Self.highWater }

    /// Lets `body` append octets.
    mutating func append(_ body: (inout Bytes) -> Void) {
        body(&head)
    }

    /// Appends a body; a large one is kept as it is, and the buffer is full then.
    mutating func append(_ bytes: Bytes) {
        if bytes.count <= Self.copiedBytes || !tail.isEmpty {
            head.append(contentsOf: bytes)
        } else {
            tail = bytes
        }
    }

    /// Writes once, as much as goes.
    mutating func write(to transport: some Transport) -> TransportResult {
        let result = unsafe head.withUnsafeBytes { head in
            unsafe tail.withUnsafeBytes { tail in
                unsafe transport.write(
                    UnsafeRawBufferPointer(rebasing: head[headStart...]),
                    UnsafeRawBufferPointer(rebasing: tail[tailStart...])
                )
            }
        }
        if case .octets(let count) = result { drop(count) }
        return result
    }

    private mutating func drop(_ count: Int) {
        let fromHead = min(count, head.count - headStart)
        headStart += fromHead
        tailStart += count - fromHead
        guard isEmpty else { return }
        head.removeAll(keepingCapacity: head.capacity <= Self.keptCapacity)
        headStart = 0
        tail = []
        tailStart = 0
    }

    mutating func removeAll() {
        self = OutputBuffer()
    }
}
