/// How octets get in and out of one connection.
enum ConnectionTransport: Transport {
    case plain(PlainTransport)
    case tls(TLSTransport)

    var descriptor: Int32 {
        switch self {
        case .plain(let plain): plain.descriptor
        case .tls(let tls): tls.descriptor
        }
    }

    /// Whether what was written waits here for the peer to take it.
    var owes: Bool {
        switch self {
        case .plain: false
        case .tls(let tls): tls.owes
        }
    }

    /// Whether the peer has taken too long to say who it is.
    func isHandshakeLate(_ now: Int) -> Bool {
        switch self {
        case .plain: false
        case .tls(let tls): tls.isInHandshake && now >= tls.handshakeEnds
        }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> TransportResult {
        switch self {
        case .plain(let plain): unsafe plain.read(into: buffer)
        case .tls(let tls): unsafe tls.read(into: buffer)
        }
    }

    func write(
        _ first: UnsafeRawBufferPointer,
        _ second: UnsafeRawBufferPointer
    ) -> TransportResult {
        switch self {
        case .plain(let plain): unsafe plain.write(first, second)
        case .tls(let tls): unsafe tls.write(first, second)
        }
    }

    func endOutput() {
        switch self {
        case .plain(let plain): plain.endOutput()
        case .tls(let tls): tls.endOutput()
        }
    }

    func close(cutting: Bool) {
        switch self {
        case .plain(let plain): plain.close(cutting: cutting)
        case .tls(let tls): tls.close(cutting: cutting)
        }
    }
}
