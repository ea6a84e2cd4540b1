import Glibc

/// A listening TCP socket on 127.0.0.1 that nobody here accepts from: it takes a port away, or is
/// handed to a child.
public struct BoundSocket: Sendable {
    /// What the kernel calls it; no child inherits it by itself.
    public let descriptor: Int32

    /// Takes `port`; so many who connect may wait for somebody to accept them.
    /// - Throws: `PortTaken` when it is not to be had.
    public init(port: Int, backlog: Int32 = 1) throws(PortTaken) {
        guard let number = UInt16(exactly: port) else { throw PortTaken(port: port) }
        descriptor = socket(
            AF_INET,
            Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue),
            0
        )
        var on: Int32 = 1
        _ = unsafe setsockopt(
            descriptor,
            SOL_SOCKET,
            SO_REUSEADDR,
            &on,
            socklen_t(MemoryLayout<Int32>.size)
        )
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = number.bigEndian
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        let isBound = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
                unsafe bind(descriptor, general, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isBound, listen(descriptor, backlog) == 0 else {
            _ = Glibc.close(descriptor)
            throw PortTaken(port: port)
        }
    }

    /// Whether `port` of 127.0.0.1 can be bound now.
    public static func isFree(_ port: Int) -> Bool {
        guard let socket = try? BoundSocket(port: port) else { return false }
        socket.close()
        return true
    }

    /// Gives the port back.
    public func close() {
        _ = Glibc.close(descriptor)
    }
}

/// Somebody else listens there.
public struct PortTaken: Error {
    /// The port that was asked for.
    public let port: Int
}
