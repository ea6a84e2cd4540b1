import Glibc
import TestKit

/// A TCP server that says the same to whoever connects, and reads nothing.
final class TCPListener: Sendable {
    let port: Int
    private let descriptor: Int32

    init(saying words: String) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        descriptor = listener
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
                unsafe bind(listener, general, size) == 0 && listen(listener, 8) == 0
                    && getsockname(listener, general, &size) == 0
            }
        }
        guard isBound else { throw NeverHappened(description: "no port to listen on") }
        port = Int(UInt16(bigEndian: address.sin_port))
        ChildThread.start {
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                let octets = Array(words.utf8)
                _ = unsafe send(connection, octets, octets.count, Int32(MSG_NOSIGNAL))
            }
        }
    }

    deinit {
        // Ends `accept`.
        shutdown(descriptor, Int32(SHUT_RDWR))
    }
}
