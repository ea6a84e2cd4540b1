import Basics
import Glibc
import Loops
import Processes
import TestKit
import Testing

extension Contracts {
    /// The runner holds the gateway's socket.
    @Suite
    struct RestartTests {
        /// What became of a visitor who connected, asked and read.
        enum Visit: Equatable {
            case answered
            /// The connection was there, and ended without an answer.
            case cut
            /// There was none.
            case refused(errno: Int32)
        }

        private static let visitors = 8

        /// Whoever connects while the gateway is away waits, and is answered by the next one.
        @Test(
            "a gateway that ends is started again, and nobody is refused meanwhile",
            arguments: [SIGTERM, SIGKILL]
        )
        func nobodyIsRefused(_ signal: Int32) async throws {
            let runner = try await Runner.start()
            let port = runner.firstPort
            let isOver = Locked(false)
            let visits = Locked<[Visit]>([])
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<Self.visitors {
                    group.addTask {
                        while !isOver.withLock({ $0 }) {
                            let visit = await Self.visit(port)
                            visits.withLock { $0.append(visit) }
                        }
                    }
                }
                for count in 1...2 {
                    try await Self.more(visits)
                    let old = try runner.child(.gateway)
                    kill(old, signal)
                    try await runner.waitForLine(containing: "ready again", count: count)
                    #expect(try runner.child(.gateway) != old)
                    try await Self.more(visits)
                }
                isOver.withLock { $0 = true }
                try await group.waitForAll()
            }
            let seen = visits.withLock { $0 }
            let refused = seen.filter { if case .refused = $0 { true } else { false } }
            #expect(refused.isEmpty, "\(refused.count) of \(seen.count): \(refused.prefix(3))")
            // One that is told to end answers whom it has let in; one that is killed cannot.
            if signal == SIGTERM { #expect(seen.allSatisfy { $0 == .answered }) }
            runner.process.send(SIGINT)
            #expect(try await runner.process.exit(within: 30) == .code(0))
            #expect(await Self.visit(port) == .refused(errno: ECONNREFUSED))
        }

        /// Until every visitor has been let in once more.
        private static func more(_ visits: Locked<[Visit]>) async throws {
            let before = visits.withLock { $0.count }
            try await eventually(within: 30, "visitors are let in") {
                visits.withLock { $0.count } >= before + 2 * visitors
            }
        }

        /// A connection of its own each time, on a thread that may wait.
        private static func visit(_ port: Int) async -> Visit {
            await withCheckedContinuation { continuation in
                ChildThread.start { continuation.resume(returning: look(port)) }
            }
        }

        private static func look(_ port: Int) -> Visit {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(descriptor) }
            var patience = timeval(tv_sec: 30, tv_usec: 0)
            let size = socklen_t(MemoryLayout<timeval>.size)
            _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = UInt16(port).bigEndian
            address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
            let isThere = unsafe withUnsafePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
                    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
                    return unsafe connect(descriptor, general, size) == 0
                }
            }
            guard isThere else { return .refused(errno: errno) }
            let question = Array(
                "GET /.well-known/jwks.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".utf8
            )
            guard
                unsafe send(descriptor, question, question.count, Int32(MSG_NOSIGNAL))
                    == question.count
            else { return .cut }
            var answer = [UInt8](repeating: 0, count: 12)
            let count = unsafe recv(descriptor, &answer, answer.count, Int32(MSG_WAITALL))
            return count == answer.count && answer.starts(with: Array("HTTP/1.1 ".utf8))
                ? .answered : .cut
        }
    }
}
