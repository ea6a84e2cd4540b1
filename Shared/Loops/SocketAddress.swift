public import CLinux
import Glibc

/// An address that the kernel understands: IPv4, IPv6 or the path of a Unix socket.
public struct SocketAddress: Sendable, Hashable {
    /// A `sockaddr_in`, `sockaddr_in6` or `sockaddr_un`, octet for octet.
    public let octets: [UInt8]

    /// Copies what the kernel gave; `length` octets of `address`.
    @unsafe
    public init(copying address: UnsafePointer<sockaddr>, length: Int) {
        octets = unsafe Array(UnsafeRawBufferPointer(start: address, count: length))
    }

    /// What a call like `getsockname` fills in; nil when `fill` says that it failed.
    @unsafe
    public init?(_ fill: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Bool)
    {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let isFilled = unsafe withUnsafeMutablePointer(to: &storage) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe fill($0, &length) }
        }
        guard isFilled else { return nil }
        // The kernel cuts a path after its NUL; here a path is always followed by zeros.
        let isUnix = storage.ss_family == sa_family_t(AF_UNIX)
        let count = isUnix ? MemoryLayout<sockaddr_un>.size : Int(length)
        octets = unsafe withUnsafeBytes(of: &storage) { unsafe Array($0.prefix(count)) }
    }

    /// A Unix socket; nil when the path is empty, has a NUL or is longer than 107 octets.
    public init?(unixPath path: String) {
        let path = Array(path.utf8)
        guard !path.isEmpty, path.count <= 107, !path.contains(0) else { return nil }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path) }
        octets = unsafe withUnsafeBytes(of: &address) { unsafe Array($0) }
    }

    /// An IPv4 or IPv6 address in digits; nil when it is a name or the port is out of range.
    public init?(numericHost host: String, port: Int) {
        guard let port = UInt16(exactly: port) else { return nil }
        var four = sockaddr_in()
        var six = sockaddr_in6()
        if unsafe inet_pton(AF_INET, host, &four.sin_addr) == 1 {
            four.sin_family = sa_family_t(AF_INET)
            four.sin_port = port.bigEndian
            octets = unsafe withUnsafeBytes(of: &four) { unsafe Array($0) }
        } else if unsafe inet_pton(AF_INET6, host, &six.sin6_addr) == 1 {
            six.sin6_family = sa_family_t(AF_INET6)
            six.sin6_port = port.bigEndian
            octets = unsafe withUnsafeBytes(of: &six) { unsafe Array($0) }
        } else {
            return nil
        }
    }

    /// AF_INET, AF_INET6 or AF_UNIX.
    public var family: Int32 {
        octets.count < 2 ? AF_UNSPEC : Int32(UInt16(octets[1]) << 8 | UInt16(octets[0]))
    }

    /// The port; 0 for a Unix socket.
    public var port: Int {
        guard family != AF_UNIX, octets.count >= 4 else { return 0 }
        return Int(octets[2]) << 8 | Int(octets[3])
    }

    /// The host's four or sixteen octets; nil for a Unix socket.
    public var hostOctets: ArraySlice<UInt8>? {
        switch family {
        case AF_INET where octets.count >= 8: octets[4..<8]
        case AF_INET6 where octets.count >= 24: octets[8..<24]
        default: nil
        }
    }

    /// The host in digits, without brackets; "unix" for a Unix socket.
    public var host: String {
        switch family {
        case AF_INET where octets.count >= 8:
            octets[4..<8].map(String.init).joined(separator: ".")
        case AF_INET6: hostOfSix
        default: "unix"
        }
    }

    private var hostOfSix: String {
        guard octets.count >= 24 else { return "::" }
        return unsafe octets[8..<24].withUnsafeBytes { source in
            unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { text in
                guard let base = text.baseAddress,
                    unsafe inet_ntop(AF_INET6, source.baseAddress, base, 64) != nil
                else { return "::" }
                return unsafe String(cString: base)
            }
        }
    }

    /// Lends the address to a system call.
    @unsafe
    public func withSockaddr<Result>(
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        // Copied into a sockaddr_storage, which is aligned for every family.
        var storage = sockaddr_storage()
        unsafe withUnsafeMutableBytes(of: &storage) {
            unsafe $0.copyBytes(from: octets.prefix($0.count))
        }
        return unsafe withUnsafePointer(to: &storage) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe body($0, socklen_t(octets.count))
            }
        }
    }
}
