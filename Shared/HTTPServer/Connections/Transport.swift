/// How octets get in and out of a connection: a plain socket, or one with TLS on it.
protocol Transport {
    /// What a loop watches.
    var descriptor: Int32 { get }
    /// Reads what there is, at most what fits.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> TransportResult
    /// Writes the first, then the second, as much as goes without waiting.
    func write(
        _ first: UnsafeRawBufferPointer,
        _ second: UnsafeRawBufferPointer
    ) -> TransportResult
    /// Says that nothing will be written any more; reading goes on.
    func endOutput()
    /// Gives the descriptor back. With `cutting` the peer sees a reset instead of an end.
    func close(cutting: Bool)
}

/// What came of a read or a write.
enum TransportResult {
    case octets(Int)
    /// The same, and the peer will send nothing more.
    case lastOctets(Int)
    case wouldBlock
    /// The peer will send nothing more.
    case ended
    /// The connection is broken.
    case failed
}
