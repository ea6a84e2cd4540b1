import Glibc

/// Asks a process whether it can serve.
enum Probe {
    private static let question =
        "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    private static let yes = Array("HTTP/1.1 200".utf8)
    private static let patience = timeval(tv_sec: 0, tv_usec: 250_000)

    /// Whether `/readyz` at this Unix socket answers 200; a quarter of a second is waited for it.
    static func isReady(socket path: String) -> Bool {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var patience = patience
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            let size = socklen_t(MemoryLayout<timeval>.size)
            _ = unsafe setsockopt(descriptor, SOL_SOCKET, option, &patience, size)
        }
        guard connect(descriptor, to: path) else { return false }
        let question = Array(question.utf8)
        let sent = unsafe send(descriptor, question, question.count, Int32(MSG_NOSIGNAL))
        guard sent == question.count else { return false }
        var answer = [UInt8](repeating: 0, count: yes.count)
        let received = unsafe recv(descriptor, &answer, answer.count, Int32(MSG_WAITALL))
        return received == yes.count && answer == yes
    }

    private static func connect(_ descriptor: Int32, to path: String) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let isShort = unsafe withUnsafeMutableBytes(of: &address.sun_path) { room in
            guard path.utf8.count < room.count else { return false }
            unsafe room.copyBytes(from: path.utf8)
            return true
        }
        guard isShort else { return false }
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
                let size = socklen_t(MemoryLayout<sockaddr_un>.size)
                return unsafe Glibc.connect(descriptor, general, size) == 0
            }
        }
    }
}
