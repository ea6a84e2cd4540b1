import Glibc
import HTTP
import Loops
import Testing

/// A client of plain system calls, so that a test can send what no HTTP client would. Every call
/// blocks, at most a minute.
final class RawClient: Sendable {
    let descriptor: Int32

    init(_ address: Address) throws {
        let place: SocketAddress? =
            switch address {
            case .tcp(let host, let port): SocketAddress(numericHost: host, port: port)
            case .unix(let path): SocketAddress(unixPath: path)
            }
        let found = try #require(place)
        descriptor = socket(found.family, Int32(SOCK_STREAM.rawValue), 0)
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
        let result = unsafe found.withSockaddr { unsafe connect(descriptor, $0, $1) }
        guard result == 0 else { throw NotConnected(code: errno) }
    }

    deinit {
        close(descriptor)
    }

    struct NotConnected: Error {
        let code: Int32
    }

    /// Sends everything; false when the server stopped reading or went away.
    @discardableResult
    func send(_ text: String) -> Bool {
        send(Array(text.utf8))
    }

    @discardableResult
    func send(_ octets: [UInt8]) -> Bool {
        var start = 0
        while start < octets.count {
            let count = unsafe octets.withUnsafeBytes { buffer in
                unsafe Glibc.send(
                    descriptor,
                    buffer.baseAddress?.advanced(by: start),
                    buffer.count - start,
                    Int32(MSG_NOSIGNAL)
                )
            }
            guard count > 0 else { return false }
            start += count
        }
        return true
    }

    func endSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// What comes next, at most so much; empty at the end, nil when nothing comes or the
    /// connection is reset.
    func receive(atMost most: Int = 65_536) -> [UInt8]? {
        var got = 0
        let octets = unsafe [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
            got = unsafe recv(descriptor, buffer.baseAddress, most, 0)
            count = max(got, 0)
        }
        return got < 0 ? nil : octets
    }

    /// Everything until the server ends the connection.
    func receiveAll() -> String {
        var all: [UInt8] = []
        while let octets = receive(), !octets.isEmpty { all += octets }
        return String(decoding: all, as: UTF8.self)
    }

    /// Receives until `count` octets have come or nothing more does.
    func receive(exactly count: Int) -> Int {
        var total = 0
        while total < count, let octets = receive(atMost: min(count - total, 65_536)),
            !octets.isEmpty
        { total += octets.count }
        return total
    }

    /// Receives until the text ends with `ending`.
    func receive(until ending: String) -> String {
        var all: [UInt8] = []
        while let octets = receive(atMost: 1), !octets.isEmpty {
            all += octets
            if all.ends(with: ending.utf8) { break }
        }
        return String(decoding: all, as: UTF8.self)
    }
}

extension [UInt8] {
    fileprivate func ends(with ending: some Collection<UInt8>) -> Bool {
        count >= ending.count && suffix(ending.count).elementsEqual(ending)
    }
}
