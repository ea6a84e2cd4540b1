import Basics
import HTTP
import HTTPClient
import Testing

@Suite struct RequestTests {
    typealias Fields = [(name: String, value: String)]

    static let rows: [(String, Method, Fields, Body, String)] = [
        ("a GET", .get, [], .empty, "GET /a?b=c HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        ("a HEAD", .head, [], .empty, "HEAD /a?b=c HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        ("a DELETE", .delete, [], .empty, "DELETE /a?b=c HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        (
            "an empty POST", .post, [], .empty,
            "POST /a?b=c HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"
        ),
        (
            "a PUT with a body", .put, [("Content-Type", "text/plain")], .bytes(Bytes("xyz".utf8)),
            "PUT /a?b=c HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
                + "Content-Length: 3\r\n\r\nxyz"
        ),
        (
            "an empty field, and one twice", .get, [("X-A", ""), ("X-B", "1"), ("x-b", "2")],
            .empty,
            "GET /a?b=c HTTP/1.1\r\nHost: localhost\r\nX-A:\r\nX-B: 1\r\nx-b: 2\r\n\r\n"
        ),
        (
            "framing is not the caller's", .get,
            [
                ("Connection", "close"), ("TE", "trailers"), ("Trailer", "X"), ("Upgrade", "h2c"),
                ("Transfer-Encoding", "chunked"), ("Content-Length", "7"),
                ("Expect", "100-continue"), ("Keep-Alive", "1"), ("Proxy-Connection", "close"),
                ("Accept", "a/b"), ("Host", "kumquat.example"),
            ],
            .empty,
            "GET /a?b=c HTTP/1.1\r\nHost: kumquat.example\r\nAccept: a/b\r\n\r\n"
        ),
    ]

    @Test(arguments: rows.indices) func wire(_ row: Int) async throws {
        let (name, method, fields, body, expected) = Self.rows[row]
        let peer = try ScriptedPeer(answering: emptyAnswer)
        let request = ClientRequest(
            method: method,
            address: .unix(path: peer.path),
            target: "/a?b=c",
            headers: HeaderFields(fields),
            body: body
        )
        _ = try await TestClient().client.send(request)
        #expect(peer.requests == [expected], "\(name)")
    }

    static let internalRows: [(String, Method, Fields, Body, String)] = [
        (
            "a GET", .get, [("X-A", "1"), ("x-a", "")], .empty,
            "GET /a?b=c HTTP/1.1\r\nHost: localhost\r\nX-A: 1\r\nx-a: \r\n"
                + "X-Kumquat-Hop: HTTP/1.1\r\n\r\n"
        ),
        (
            "a HEAD", .head, [], .empty,
            "HEAD /a?b=c HTTP/1.1\r\nHost: localhost\r\nX-Kumquat-Hop: HTTP/1.1\r\n\r\n"
        ),
        (
            "a POST with a body", .post, [("Content-Type", "text/plain"), ("Content-Length", "7")],
            .bytes(Bytes("xyz".utf8)),
            "POST /a?b=c HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
                + "X-Kumquat-Hop: HTTP/1.1\r\nContent-Length: 3\r\n\r\nxyz"
        ),
        (
            "framing is not the caller's", .post,
            [("Transfer-Encoding", "chunked"), ("Host", "evil"), ("Connection", "close")], .empty,
            "POST /a?b=c HTTP/1.1\r\nHost: localhost\r\nX-Kumquat-Hop: HTTP/1.1\r\n"
                + "Content-Length: 0\r\n\r\n"
        ),
    ]

    /// One handle carries requests to ours and to others', one after the other.
    @Test func headsOfRequestsToOurs() async throws {
        let peer = try ScriptedPeer(answering: emptyAnswer)
        var expected: [String] = []
        try await TestClient().onLoop { client in
            for (ours, others) in zip(Self.internalRows, Self.rows) {
                for ((_, method, fields, body, _), isInternal) in [(ours, true), (others, false)] {
                    var request = ClientRequest(
                        method: method,
                        address: .unix(path: peer.path),
                        target: "/a?b=c",
                        headers: HeaderFields(fields),
                        body: body
                    )
                    request.isInternal = isInternal
                    _ = try await client.send(request)
                }
            }
        }
        for (ours, others) in zip(Self.internalRows, Self.rows) { expected += [ours.4, others.4] }
        #expect(peer.requests == expected)
        // Each of the two to HEAD was the last of its connection.
        #expect(peer.connections == 3)
    }

    @Test(arguments: ["", "a", "/a b", "/a\r\nX: y", "/a#b", "/\u{0}", "/\u{7F}"])
    func malformedTarget(_ target: String) async throws {
        let peer = try ScriptedPeer(answering: emptyAnswer)
        var request = ClientRequest.get(peer, target)
        for isInternal in [false, true] {
            request.isInternal = isInternal
            let sent = request
            await #expect(throws: ClientFailure.malformedRequest) {
                try await TestClient().client.send(sent)
            }
        }
        #expect(peer.connections == 0)
    }

    @Test func targetsGoOutAsTheyAre() async throws {
        let peer = try ScriptedPeer(answering: emptyAnswer)
        for target in ["/a/../b", "//x//", "/%2e%2E/", "/?", "/a?b?c=%00&d=ü"] {
            _ = try await TestClient().client.send(.get(peer, target))
            #expect(peer.requests.last?.hasPrefix("GET \(target) HTTP/1.1\r\n") == true)
        }
    }

    /// One handle carries requests of every kind, one after the other.
    @Test func shapesDoNotLeakIntoEachOther() async throws {
        let peer = try ScriptedPeer(answering: emptyAnswer)
        try await TestClient().onLoop { client in
            for (_, method, fields, body, _) in Self.rows + Self.rows.reversed() {
                let request = ClientRequest(
                    method: method,
                    address: .unix(path: peer.path),
                    target: "/a?b=c",
                    headers: HeaderFields(fields),
                    body: body
                )
                _ = try await client.send(request)
            }
        }
        let expected = Self.rows.map(\.4)
        #expect(peer.requests == expected + expected.reversed())
        #expect(peer.connections == 3)
    }

    static let urls: [(String, String?)] = [
        ("https://api.weixin.qq.com/sns/a?b=c", "tcp:api.weixin.qq.com:443 /sns/a?b=c true"),
        ("http://127.0.0.1:8090/x", "tcp:127.0.0.1:8090 /x false"),
        ("http://[::1]:80", "tcp:[::1]:80 / false"),
        ("http://a?b", "tcp:a:80 /?b false"),
        ("ftp://a/", nil), ("http:///a", nil), ("http://u@a/", nil), ("http://a/ b", nil),
        ("http://a/#b", nil), ("http://a:99999/", nil), ("//a/", nil), ("", nil),
    ]

    @Test(arguments: urls) func url(_ text: String, _ expected: String?) {
        let request = ClientRequest(url: text)
        #expect(request.map { "\($0.address) \($0.target) \($0.tls)" } == expected)
    }
}
