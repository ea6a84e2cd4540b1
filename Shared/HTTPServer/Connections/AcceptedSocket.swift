import HTTP

/// A connection fresh from the listening socket.
struct AcceptedSocket: Sendable {
    let descriptor: Int32
    let remote: RemoteAddress
}
