import Basics
import HTTP
import Synchronization
import Testing

/// Long files of a form go to the spool while they come in; everything else stays as it is.
@Suite struct SpoolTests {
    /// Keeps in memory what it is given, or fails.
    private final class Spool: FileSpool, SpooledFile {
        private let octets = Mutex<Bytes>([])
        private let opened = Mutex(0)
        let fails: Bool

        init(fails: Bool = false) { self.fails = fails }

        var files: Int { opened.withLock { $0 } }

        func open() async throws(SpoolFailure) -> any SpooledFile {
            opened.withLock { $0 += 1 }
            return self
        }

        func append(_ more: Bytes) async throws(SpoolFailure) {
            if fails { throw SpoolFailure() }
            octets.withLock { $0 += more }
        }

        func read(limit: Int) throws(SpoolFailure) -> Bytes { octets.withLock { $0 } }
    }

    /// A body that comes in pieces of 10,000 octets.
    private final class Pieces: BodySource {
        private let rest: Mutex<ArraySlice<UInt8>>
        private let cancelled = Mutex(false)

        init(_ octets: Bytes) { rest = Mutex(octets[...]) }

        var isCancelled: Bool { cancelled.withLock { $0 } }

        func next() async throws(BodyFailure) -> Bytes? {
            rest.withLock { rest in
                let piece = Bytes(rest.prefix(10_000))
                rest = rest.dropFirst(10_000)
                return piece.isEmpty ? nil : piece
            }
        }

        func cancel() { cancelled.withLock { $0 = true } }
    }

    private static func form(_ parts: [(name: String, file: Bool, octets: Bytes)]) -> Bytes {
        var body: Bytes = []
        for part in parts {
            let file = part.file ? "; filename=f" : ""
            body += "--B\r\nContent-Disposition: form-data; name=\(part.name)\(file)\r\n\r\n".utf8
            body += part.octets + "\r\n".utf8
        }
        return body + "--B--\r\n".utf8
    }

    private static func request(_ body: Body) -> Request {
        requestWith("multipart/form-data; boundary=B", body)
    }

    private static let long = Bytes((0..<200_000).map { UInt8(truncatingIfNeeded: $0 * 7) })

    @Test func onlyLongFiles() async throws {
        let form = Self.form([
            ("a", false, Bytes("1".utf8)), ("short", true, [1, 2, 3]), ("long", true, Self.long),
        ])
        for body in [Body.bytes(form), .stream(length: nil, Pieces(form))] {
            let spool = Spool()
            let parameters = try await Parameters.read(
                Self.request(body),
                limit: 1 << 20,
                spool: spool
            )
            #expect(try parameters.text("a") == "1")
            #expect(try parameters.file("short")?.read() == [1, 2, 3])
            #expect(try parameters.file("long")?.read() == Self.long)
            #expect(parameters.file("long")?.count == Self.long.count)
            #expect(spool.files == 1)
            let kept = try await Parameters.read(
                Self.request(.stream(length: form.count, Pieces(form))),
                limit: form.count
            )
            #expect(try kept.file("long")?.read() == Self.long)
        }
    }

    @Test func tooLong() async throws {
        let form = Self.form([("long", true, Self.long)])
        for length in [nil, form.count] {
            let source = Pieces(form)
            await #expect(throws: ParametersFailure.tooLarge) {
                try await Parameters.read(
                    Self.request(.stream(length: length, source)),
                    limit: form.count - 1,
                    spool: Spool()
                )
            }
            #expect(source.isCancelled)
        }
        let text = Self.form([("text", false, Bytes(repeating: 97, count: (1 << 20) + 1))])
        await #expect(throws: ParametersFailure.tooLarge) {
            try await Parameters.read(
                Self.request(.stream(length: nil, Pieces(text))),
                limit: 10 << 20,
                spool: Spool()
            )
        }
    }

    @Test func spoolThatFails() async throws {
        let form = Self.form([("long", true, Self.long)])
        let source = Pieces(form)
        await #expect(throws: ParametersFailure.unspooled) {
            try await Parameters.read(
                Self.request(.stream(length: nil, source)),
                limit: 1 << 20,
                spool: Spool(fails: true)
            )
        }
        #expect(source.isCancelled)
    }

    @Test func noBody() async throws {
        for body in [Body.empty, .bytes([]), .stream(length: nil, Pieces([]))] {
            let parameters = try await Parameters.read(Self.request(body), limit: 10)
            #expect(!parameters.has("a"))
        }
        let cut = Bytes(Self.form([("a", false, [97])]).dropLast(6))
        await #expect(throws: ParametersFailure.unreadable) {
            try await Parameters.read(
                Self.request(.stream(length: nil, Pieces(cut))),
                limit: 1000
            )
        }
    }
}
