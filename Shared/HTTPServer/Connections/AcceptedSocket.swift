import HTTP

/// A connection fresh from the listening socket.
struct AcceptedSocket: Sendable {
    let descriptor: Int32
    let remote: RemoteAddress
    /// TLS is spoken on it.
    let isSecure: Bool
    /// Counts it among those of its address.
    var seat: AddressTally.ConnectionPermit?
}
