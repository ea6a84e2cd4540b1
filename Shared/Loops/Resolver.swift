import CLinux
import Glibc

/// Names to addresses.
public enum Resolver {
    /// All addresses of a host, in the system's order; a host in digits is answered at once,
    /// a name is looked up on the worker threads. Throws `ResolverError`, or `WorkerPoolFull`.
    public static func resolve(host: String, port: Int) async throws -> [SocketAddress] {
        if let address = SocketAddress(numericHost: host, port: port) { return [address] }
        return try await WorkerPool.shared.run { try look(up: host, port: port) }
    }

    /// The same in place; blocks the thread when the host is a name. For the start of a process.
    public static func resolveBlocking(
        host: String,
        port: Int
    ) throws(ResolverError) -> [SocketAddress] {
        if let address = SocketAddress(numericHost: host, port: port) { return [address] }
        return try look(up: host, port: port)
    }

    private static func look(up host: String, port: Int) throws(ResolverError) -> [SocketAddress] {
        guard UInt16(exactly: port) != nil, !host.utf8.contains(0) else {
            throw ResolverError(host: host, code: EAI_NONAME)
        }
        var hints = unsafe addrinfo()
        unsafe hints.ai_family = AF_UNSPEC
        unsafe hints.ai_socktype = kumquat_stream_socket
        var list: UnsafeMutablePointer<addrinfo>?
        let code = unsafe getaddrinfo(host, String(port), &hints, &list)
        guard code == 0 else { throw ResolverError(host: host, code: code) }
        defer { unsafe freeaddrinfo(list) }
        var found: [SocketAddress] = []
        var next = unsafe list
        while let entry = unsafe next?.pointee {
            if let address = unsafe entry.ai_addr {
                unsafe found.append(
                    SocketAddress(copying: address, length: Int(entry.ai_addrlen))
                )
            }
            unsafe next = entry.ai_next
        }
        return found
    }
}

/// A name that has no address, or a resolver that does not answer.
public struct ResolverError: Error, Sendable, CustomStringConvertible {
    /// The name that was asked for.
    public let host: String
    /// What `getaddrinfo` returned, an EAI_ constant.
    public let code: Int32

    public var description: String { "\(host): \(unsafe String(cString: gai_strerror(code)))" }
}
