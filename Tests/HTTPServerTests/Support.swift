import Basics
import HTTP
import HTTPServer
import Loops
import Testing

/// A running server on a free port, drained and stopped afterwards.
func withServer(
    limits: HTTPLimits = HTTPLimits(),
    loops: Int = 1,
    maximumConnections: Int = 1000,
    address: Address = .tcp(host: "127.0.0.1", port: 0),
    handler: @escaping RequestHandler = demo,
    configure: (inout ServerConfiguration) -> Void = { _ in },
    _ body: (TestServer) async throws -> Void
) async throws {
    let group = LoopGroup(count: loops)
    group.start()
    var configuration = ServerConfiguration(
        addresses: [address],
        limits: limits,
        maximumConnections: maximumConnections,
        drainSeconds: 30
    )
    configure(&configuration)
    let server = HTTPServer(configuration, group: group, handler: handler)
    try server.start()
    let address = try #require(server.addresses.first)
    let result: Result<Void, any Error>
    do {
        try await withTaskExecutorPreference(blocking) {
            try await body(TestServer(server: server, address: address))
        }
        result = .success(())
    } catch {
        result = .failure(error)
    }
    await server.drain()
    #expect(server.metrics.open == 0)
    await group.stop()
    try result.get()
}

/// The tests' own calls block; on the threads that all tests share they would hold up each other.
let blocking = WorkerPool(threads: 64, queueLimit: 4096)

/// Threads for many clients of one test.
let clientThreads = WorkerPool(threads: 16, queueLimit: 4096)

struct TestServer: Sendable {
    let server: HTTPServer
    let address: Address

    func connect() throws -> RawClient {
        try RawClient(address)
    }

    /// Sends the request, ends, and gives all that comes back.
    func exchange(_ request: String) throws -> String {
        let client = try connect()
        client.send(request)
        return client.receiveAll()
    }
}

/// Answers by path: `/echo` the body, `/size` its length, `/stream` pieces without a length,
/// `/pieces` with one, `/short` and `/broken` fail, `/slow` after a while, `/large` a megabyte.
@Sendable func demo(_ request: consuming Request) async -> Response {
    let limit = 16 << 20
    switch String(decoding: request.target.path, as: UTF8.self) {
    case "/echo":
        let octets = try? await request.body.collect(upTo: limit)
        return octets.map { Response(.ok, body: .bytes($0)) }
            ?? .text("failed", status: .badRequest)
    case "/size": return await size(of: request.body)
    case "/stream": return Response(.ok, body: .stream(length: nil, Pieces(["one", "two"])))
    case "/pieces": return Response(.ok, body: .stream(length: 6, Pieces(["one", "two"])))
    case "/short": return Response(.ok, body: .stream(length: 7, Pieces(["one", "two"])))
    case "/broken": return Response(.ok, body: .stream(length: nil, Pieces(["one"], fails: true)))
    case "/slow":
        try? await EventLoop.current?.sleep(milliseconds: 150)
        return .text("slow")
    case "/large": return Response(.ok, body: .bytes(Bytes(repeating: 120, count: 1 << 20)))
    case "/close":
        var response = Response.text("bye")
        response.closes = true
        return response
    case "/nothing": return .text("much", status: .contentTooLarge)
    case "/none": return Response(.noContent)
    default: return .text("\(request.method) \(request.target)")
    }
}

private func size(of body: Body) async -> Response {
    guard case .stream(_, let source) = body else { return .text("whole \(body.length ?? -1)") }
    var count = 0
    do {
        while let piece = try await source.next() { count += piece.count }
        return .text("streamed \(count)")
    } catch {
        return .text("\(error) after \(count)", status: .badRequest)
    }
}

/// A body of fixed pieces, which may fail at its end.
final class Pieces: BodySource, Sendable {
    private let left: Locked<[String]>
    private let fails: Bool

    init(_ pieces: [String], fails: Bool = false) {
        left = Locked(pieces)
        self.fails = fails
    }

    func next() async throws(BodyFailure) -> Bytes? {
        let piece = left.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        if piece == nil, fails { throw .upstream }
        return piece.map { Bytes($0.utf8) }
    }

    func cancel() {}
}

/// The answer without its date, for comparing whole texts.
func undated(_ text: String) -> String {
    text.split(separator: "\r\n", omittingEmptySubsequences: false)
        .filter { !$0.hasPrefix("Date: ") }
        .joined(separator: "\r\n")
}

/// Waits for a condition, at most so long.
func eventually(seconds: Int = 60, _ condition: () -> Bool) async -> Bool {
    let loops = LoopGroup(count: 1)
    loops.start()
    // By the clock: on a busy machine a loop's ten milliseconds, counted from its turn, may be none.
    let deadline = SystemTime.monotonicNanoseconds() + UInt64(seconds) * 1_000_000_000
    var isMet = condition()
    while !isMet, SystemTime.monotonicNanoseconds() < deadline {
        try? await loops.loops[0].sleep(milliseconds: 10)
        isMet = condition()
    }
    await loops.stop()
    return isMet
}
