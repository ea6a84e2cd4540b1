import CLinux
import Glibc
import HTTP
import Loops

/// A socket that listens, and the file that goes with it when it is a Unix socket.
struct ListenSocket {
    let descriptor: Int32
    /// Where it listens, with the real port.
    let address: Address
    private let file: UnixSocketFile?

    private static let backlog: Int32 = 4096

    /// Takes the socket over from the service manager when it has one for this address, or binds
    /// a new one. There is no SO_REUSEPORT: a port in use has to be noticed.
    static func open(_ address: Address, inherited: inout [Int32]) throws(ListenFailure) -> Self {
        if let index = inherited.firstIndex(where: { isBound($0, to: address) }) {
            let descriptor = inherited.remove(at: index)
            _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
            return ListenSocket(descriptor: descriptor, address: address, file: nil)
        }
        switch address {
        case .unix(let path): return try open(path: path, address)
        case .tcp(let host, let port): return try open(host: host, port: port, address)
        }
    }

    private static func open(
        host: String,
        port: Int,
        _ address: Address
    ) throws(ListenFailure) -> Self {
        guard let place = try? Resolver.resolveBlocking(host: host, port: port).first else {
            throw ListenFailure(address: address, reason: .unknownHost)
        }
        let descriptor = kumquat_socket(place.family)
        do throws(SystemFailure) {
            try check(descriptor)
            try set(descriptor, SOL_SOCKET, SO_REUSEADDR)
            if place.family == AF_INET6 { try set(descriptor, ipv6Level, IPV6_V6ONLY) }
            try check(unsafe place.withSockaddr { unsafe bind(descriptor, $0, $1) })
            try check(listen(descriptor, backlog))
        } catch {
            if descriptor >= 0 { close(descriptor) }
            throw ListenFailure(address: address, reason: error.reason)
        }
        let realPort = boundAddress(descriptor)?.port ?? port
        return ListenSocket(
            descriptor: descriptor,
            address: .tcp(host: host, port: realPort),
            file: nil
        )
    }

    private static func open(path: String, _ address: Address) throws(ListenFailure) -> Self {
        let descriptor = kumquat_socket(AF_UNIX)
        do throws(SystemFailure) {
            try check(descriptor)
            let file = try UnixSocketFile.claim(path)
            do throws(SystemFailure) {
                // The mode of the socket is the mode of the file that bind makes.
                try check(fchmod(descriptor, 0o600))
                try file.bind(descriptor)
                try check(listen(descriptor, backlog))
                try file.publish()
            } catch {
                file.release()
                throw error
            }
            return ListenSocket(descriptor: descriptor, address: address, file: file)
        } catch {
            if descriptor >= 0 { close(descriptor) }
            throw ListenFailure(address: address, reason: error.reason)
        }
    }

    /// Nobody finds it any more; who has connected already is still in its queue.
    func withdraw() {
        file?.withdraw()
    }

    func end() {
        close(descriptor)
        file?.release()
    }

    private static func isBound(_ descriptor: Int32, to address: Address) -> Bool {
        guard let bound = boundAddress(descriptor) else { return false }
        switch address {
        case .unix(let path): return bound == SocketAddress(unixPath: path)
        case .tcp(let host, let port):
            return bound == SocketAddress(numericHost: host, port: port)
        }
    }

    private static func boundAddress(_ descriptor: Int32) -> SocketAddress? {
        unsafe SocketAddress { address, length in
            unsafe getsockname(descriptor, address, length) == 0
        }
    }

    private static func set(
        _ descriptor: Int32,
        _ level: Int32,
        _ option: Int32
    ) throws(SystemFailure) {
        var one: Int32 = 1
        try check(unsafe setsockopt(descriptor, level, option, &one, 4))
    }

    private static let ipv6Level = Int32(IPPROTO_IPV6)
}
