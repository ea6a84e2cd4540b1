import HTTP
import HTTPServer
import Testing

/// One connection: the octets sent, and all octets that come back until the server ends it.
@Suite struct AnswerTests {
    static let plain = "Content-Type: text/plain; charset=utf-8\r\n"

    @Test(arguments: [
        (
            "a request",
            "GET /a?b=c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "HTTP/1.1 200 OK\r\n\(plain)Content-Length: 10\r\nConnection: close\r\n\r\nGET /a?b=c"
        ),
        (
            "pipelined requests in their order",
            "GET /slow HTTP/1.1\r\nHost: x\r\n\r\nGET /1 HTTP/1.1\r\nHost: x\r\n\r\n"
                + "GET /2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "HTTP/1.1 200 OK\r\n\(plain)Content-Length: 4\r\n\r\nslow"
                + "HTTP/1.1 200 OK\r\n\(plain)Content-Length: 6\r\n\r\nGET /1"
                + "HTTP/1.1 200 OK\r\n\(plain)Content-Length: 6\r\nConnection: close\r\n\r\nGET /2"
        ),
        (
            "nothing after Connection: close",
            "GET /1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                + "GET /2 HTTP/1.1\r\nHost: x\r\n\r\n",
            "HTTP/1.1 200 OK\r\n\(plain)Content-Length: 6\r\nConnection: close\r\n\r\nGET /1"
        ),
        (
            "the valid one before garbage",
            "GET /1 HTTP/1.1\r\nHost: x\r\n\r\n\u{1}garbage\r\n\r\n",
            "HTTP/1.1 200 OK\r\n\(plain)Content-Length: 6\r\n\r\nGET /1"
                + "HTTP/1.1 400 Bad Request\r\n\(plain)Content-Length: 12\r\n"
                + "Connection: close\r\n\r\nBad Request\n"
        ),
        (
            "HEAD without a body",
            "HEAD /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "HTTP/1.1 200 OK\r\n\(plain)Content-Length: 7\r\nConnection: close\r\n\r\n"
        ),
        (
            "HEAD of a stream",
            "HEAD /stream HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
        ),
        (
            "HTTP/1.0",
            "GET /a HTTP/1.0\r\n\r\n",
            "HTTP/1.1 200 OK\r\n\(plain)Content-Length: 6\r\nConnection: close\r\n\r\nGET /a"
        ),
        (
            "a stream",
            "GET /stream HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + "3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n"
        ),
        (
            "a stream to HTTP/1.0",
            "GET /stream HTTP/1.0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nonetwo"
        ),
        (
            "a stream of known length",
            "GET /pieces HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nonetwo"
        ),
        (
            "no content",
            "GET /none HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"
        ),
        (
            "what the server can do, from itself",
            "OPTIONS * HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab"
                + "GET /2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "HTTP/1.1 204 No Content\r\nAllow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r\n\r\n"
                + "HTTP/1.1 200 OK\r\n\(plain)Content-Length: 6\r\nConnection: close\r\n\r\nGET /2"
        ),
        (
            "a handler that closes",
            "GET /close HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n",
            "HTTP/1.1 200 OK\r\n\(plain)Content-Length: 3\r\nConnection: close\r\n\r\nbye"
        ),
        (
            "a body that is too large for its handler, read to its end",
            "POST /nothing HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "1\r\na\r\n0\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\n",
            "HTTP/1.1 413 Content Too Large\r\n\(plain)Content-Length: 4\r\nConnection: close\r\n"
                + "\r\nmuch"
        ),
        (
            "a chunked body",
            "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n"
                + "\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nabcde"
        ),
        (
            "a body of known length, and what follows it",
            "POST /size HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
                + "GET /2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "HTTP/1.1 200 OK\r\n\(plain)Content-Length: 7\r\n\r\nwhole 3"
                + "HTTP/1.1 200 OK\r\n\(plain)Content-Length: 6\r\nConnection: close\r\n\r\nGET /2"
        ),
    ]) func octets(_ name: String, _ request: String, _ answer: String) async throws {
        try await withServer { server in
            #expect(undated(try server.exchange(request)) == answer)
            // The same, octet by octet.
            let client = try server.connect()
            for octet in request.utf8 where !client.send([octet]) { break }
            #expect(undated(client.receiveAll()) == answer)
        }
    }

    @Test(arguments: ["/short", "/broken"])
    func aFailingBodyNeverLooksComplete(_ path: String) async throws {
        try await withServer { server in
            for version in ["1.1", "1.0"] {
                let client = try server.connect()
                client.send("GET \(path) HTTP/\(version)\r\nHost: x\r\n\r\n")
                var text = ""
                var isReset = false
                while true {
                    guard let octets = client.receive() else {
                        isReset = true
                        break
                    }
                    if octets.isEmpty { break }
                    text += String(decoding: octets, as: UTF8.self)
                }
                #expect(isReset)
                #expect(!text.hasSuffix("0\r\n\r\n"))
            }
        }
    }

    @Test func aConnectionIsUsedAgain() async throws {
        try await withServer { server in
            let client = try server.connect()
            for number in 0..<100 {
                client.send("GET /\(number) HTTP/1.1\r\nHost: x\r\n\r\n")
                let text = client.receive(until: "GET /\(number)")
                #expect(text.hasPrefix("HTTP/1.1 200 OK\r\nDate: "))
            }
            #expect(server.server.metrics.accepted == 1)
            #expect(server.server.metrics.requests == 100)
        }
    }

    @Test func whatWasSentBeforeHalfCloseIsAnswered() async throws {
        try await withServer { server in
            let client = try server.connect()
            client.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\n")
            client.endSending()
            let text = client.receiveAll()
            #expect(text.contains("\r\n\r\nslow"))
            #expect(text.hasSuffix("GET /2"))
        }
    }
}
