import Basics
import HTTP
import HTTPClient
import Glibc
import Testing

@Suite struct AnswerTests {
    static let good: [(String, String, String)] = [
        ("a length", smallAnswer, "hello"),
        ("no reason", "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok", "ok"),
        ("HTTP/1.0 until the end", "HTTP/1.0 200 OK\r\n\r\nuntil the end", "until the end"),
        ("HTTP/1.1 until the end", "HTTP/1.1 200 OK\r\n\r\nuntil the end", "until the end"),
        (
            "chunks, an extension and trailers",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n3;a=b\r\nabc\r\n2\r\nde\r\n0\r\n"
                + "X-T: 1\r\n\r\n",
            "abcde"
        ),
        (
            "interim answers",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\n" + smallAnswer,
            "hello"
        ),
        ("204", "HTTP/1.1 204 No Content\r\n\r\n", ""),
        ("304 with a length", "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", ""),
        ("more than announced", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200", "ok"),
    ]

    @Test(arguments: good) func taken(_ name: String, _ answer: String, _ body: String) async throws
    {
        let peer = try ScriptedPeer { connection, _ in
            _ = connection.request()
            connection.send(answer)
        }
        let text = await TestClient().client.text(.get(peer))
        #expect(text == .success(body), "\(name)")
    }

    static let broken: [(String, String)] = [
        ("no HTTP", "hello world, this is no HTTP at all\r\n\r\n"),
        ("HTTP/2", "HTTP/2 200 OK\r\nContent-Length: 0\r\n\r\n"),
        ("HTTP/1.2", "HTTP/1.2 200 OK\r\nContent-Length: 0\r\n\r\n"),
        ("a status of two digits", "HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n"),
        ("a status of four", "HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n"),
        ("a status of 600", "HTTP/1.1 600 OK\r\nContent-Length: 0\r\n\r\n"),
        ("101 that nobody asked for", "HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n"),
        ("two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc"),
        ("one length twice", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nab"),
        ("a list of lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nab"),
        ("a negative length", "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nab"),
        ("a length with a sign", "HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nab"),
        ("a huge length", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nab"),
        (
            "length and chunks",
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        ),
        (
            "an unknown coding",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"
        ),
        ("chunks in HTTP/1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        (
            "a chunk that is no number",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
        ),
        ("a field without a colon", "HTTP/1.1 200 OK\r\nnonsense\r\nContent-Length: 0\r\n\r\n"),
        ("a space before the colon", "HTTP/1.1 200 OK\r\nContent-Length : 0\r\n\r\n"),
        ("a folded field", "HTTP/1.1 200 OK\r\nX-A: b\r\n c\r\nContent-Length: 0\r\n\r\n"),
        ("NUL in a field", "HTTP/1.1 200 OK\r\nX-A: b\u{0}c\r\nContent-Length: 0\r\n\r\n"),
        ("CR in a field", "HTTP/1.1 200 OK\r\nX-A: b\rc\r\nContent-Length: 0\r\n\r\n"),
        ("a bare LF", "HTTP/1.1 200 OK\nContent-Length: 0\n\n"),
        ("a head cut short", "HTTP/1.1 200 OK\r\nContent-Le"),
        ("a body cut short", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"),
        ("only an interim answer", "HTTP/1.1 100 Continue\r\n\r\n"),
        (
            "too many fields",
            "HTTP/1.1 200 OK\r\n" + String(repeating: "X-A: b\r\n", count: 300)
                + "Content-Length: 0\r\n\r\n"
        ),
        (
            "too long a head",
            "HTTP/1.1 200 OK\r\nX-A: " + String(repeating: "b", count: 70_000)
                + "\r\nContent-Length: 0\r\n\r\n"
        ),
    ]

    @Test(arguments: broken) func refused(_ name: String, _ answer: String) async throws {
        let peer = try ScriptedPeer { connection, _ in
            _ = connection.request()
            connection.send(answer)
        }
        let client = TestClient().client
        let text = await client.text(.get(peer))
        #expect(text == .failure(.brokenAnswer), "\(name)")
        // The next request is not harmed.
        let healthy = try ScriptedPeer(answering: smallAnswer)
        #expect(await client.text(.get(healthy)) == .success("hello"))
    }

    @Test func unframedBodyCanBeRefused() async throws {
        let peer = try ScriptedPeer { connection, _ in
            _ = connection.request()
            connection.send("HTTP/1.1 200 OK\r\n\r\nperhaps all of it")
        }
        var request = ClientRequest.get(peer)
        request.acceptsUnframedBody = false
        #expect(await TestClient().client.text(request) == .failure(.brokenAnswer))
    }

    @Test func cutStream() async throws {
        for framing in ["Content-Length: 900000", "Transfer-Encoding: chunked"] {
            let peer = try ScriptedPeer { connection, _ in
                _ = connection.request()
                connection.send("HTTP/1.1 200 OK\r\n\(framing)\r\n\r\n9\r\nabcdefghi\r\n")
                // The head goes out as a stream before the rest is missed.
                connection.send("9\r\nabc")
                usleep(50_000)
            }
            let text = await TestClient().client.text(.get(peer))
            #expect(text == .failure(.body(.upstream)), "\(framing)")
        }
    }

    @Test func tooLong() async throws {
        let length = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabcdef"
        let chunked =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nabcdef\r\n0\r\n\r\n"
        for answer in [length, chunked] {
            let peer = try ScriptedPeer(answering: answer)
            var request = ClientRequest.get(peer)
            request.maximumResponseBytes = 5
            #expect(await TestClient().client.text(request) == .failure(.tooLarge))
            request.maximumResponseBytes = 6
            #expect(await TestClient().client.text(request) == .success("abcdef"))
        }
    }

    /// A connection is not used again after HEAD: who answers that with a body nevertheless must not
    /// have it taken for the next answer.
    @Test func headHasNoBody() async throws {
        let peer = try ScriptedPeer { connection, _ in
            while connection.request() != nil {
                guard connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n") else {
                    return
                }
                usleep(1000)
                guard connection.send("hello") else { return }
            }
        }
        try await TestClient().onLoop { client in
            for _ in 0..<3 {
                let request = ClientRequest(
                    method: .head,
                    address: .unix(path: peer.path),
                    target: "/"
                )
                let response = try await client.send(request)
                #expect(response.headers["content-length"] == "5")
                #expect(response.body.length == 0)
                #expect(await client.text(.get(peer)) == .success("hello"))
            }
        }
    }

    /// libcurl 7.88 would write into memory that it has freed: after a while the process ends.
    @Test func aFoldedFirstFieldBehindAGoodAnswer() async throws {
        let peer = try ScriptedPeer { connection, _ in
            _ = connection.request()
            connection.send(smallAnswer)
            _ = connection.request()
            connection.send("HTTP/1.1 200 OK\r\n X-A: b\r\nContent-Length: 0\r\n\r\n")
        }
        try await TestClient().onLoop { client in
            for _ in 0..<100 {
                #expect(await client.text(.get(peer)) == .success("hello"))
                #expect(await client.text(.get(peer)) == .failure(.brokenAnswer))
            }
        }
    }
}
