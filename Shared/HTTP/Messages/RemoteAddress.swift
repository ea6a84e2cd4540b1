/// Who is at the other end of a connection.
public struct RemoteAddress: Sendable, Hashable, CustomStringConvertible {
    /// An address without its port, as "127.0.0.1" or "::1", or "unix".
    public let text: String

    /// Takes the address without its port.
    public init(text: String) {
        self.text = text
    }

    /// The other end of a Unix socket.
    public static let unix = RemoteAddress(text: "unix")

    /// The address.
    public var description: String { text }
}
