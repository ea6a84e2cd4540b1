import Basics
import HTTP
import Testing

@Suite struct ResponseHeadTests {
    private static let date = Bytes("Sun, 06 Nov 1994 08:49:37 GMT".utf8)

    private func head(
        _ status: Status,
        _ fields: [(String, String)],
        _ framing: ResponseHead.Framing,
        keepAlive: Bool = true,
        minorVersion: Int = 1
    ) -> String {
        var output: Bytes = []
        ResponseHead.serialize(
            status,
            HeaderFields(fields),
            framing: framing,
            keepAlive: keepAlive,
            minorVersion: minorVersion,
            date: Self.date,
            into: &output
        )
        return String(decoding: output, as: UTF8.self)
    }

    private let start = "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"

    @Test func oneFraming() {
        #expect(head(.ok, .length(0)) == start + "Content-Length: 0\r\n\r\n")
        #expect(head(.ok, .length(12_345)) == start + "Content-Length: 12345\r\n\r\n")
        #expect(head(.ok, .chunked) == start + "Transfer-Encoding: chunked\r\n\r\n")
        #expect(head(.ok, .none) == start + "\r\n")
        #expect(head(.ok, .untilClose) == start + "Connection: close\r\n\r\n")
    }

    @Test func connection() {
        #expect(head(.ok, .none, keepAlive: false) == start + "Connection: close\r\n\r\n")
        #expect(head(.ok, .none, minorVersion: 0) == start + "Connection: keep-alive\r\n\r\n")
        #expect(
            head(.ok, .none, keepAlive: false, minorVersion: 0) == start
                + "Connection: close\r\n\r\n"
        )
    }

    @Test func whatFramesIsOurs() {
        let theirs = [
            ("content-length", "9"), ("Transfer-Encoding", "gzip"), ("CONNECTION", "upgrade"),
            ("Date", "x"), ("Keep-Alive", "y"), ("Trailer", "z"), ("Upgrade", "h2c"),
            ("Content-Type", "text/html"), ("X-Data", "1"), ("Location", "/a\r\nX: b"),
        ]
        #expect(
            head(.ok, theirs, .length(2))
                == start + "Content-Type: text/html\r\nX-Data: 1\r\nContent-Length: 2\r\n\r\n"
        )
    }

    @Test func unknownCodesHaveNoWords() {
        #expect(head(Status(code: 299), .none).hasPrefix("HTTP/1.1 299 \r\nDate: "))
    }

    @Test(
        arguments: [
            (Status.ok, 5, 1, ResponseHead.Framing.length(5)), (.ok, nil, 1, .chunked),
            (.ok, nil, 0, .untilClose), (.noContent, 5, 1, .none), (.notModified, nil, 1, .none),
            (.notFound, 0, 0, .length(0)),
        ] as [(Status, Int?, Int, ResponseHead.Framing)]
    )
    func framings(_ status: Status, _ length: Int?, _ minor: Int, _ framing: ResponseHead.Framing) {
        #expect(
            ResponseHead.framing(for: status, bodyLength: length, minorVersion: minor) == framing
        )
    }

    private func head(
        _ status: Status,
        _ framing: ResponseHead.Framing,
        keepAlive: Bool = true,
        minorVersion: Int = 1
    ) -> String {
        head(status, [], framing, keepAlive: keepAlive, minorVersion: minorVersion)
    }
}
