import Basics
import HTTP
import Testing

private let json = "application/json"
private let form = "application/x-www-form-urlencoded"

@Suite struct ParametersReadTests {
    private static func read(_ request: Request) async throws -> Parameters {
        try await Parameters.read(request, limit: 1000)
    }

    @Test(arguments: [
        request(.get, query: "a=1&b=%E4%B8%AD+x"),
        request(query: "a=1&b=%E4%B8%AD+x"),
        request(type: form, body: "a=1&b=%E4%B8%AD+x"),
        request(type: form + "; charset=UTF-8", body: "&&b=中%20x&a=1&"),
        request(type: json, body: #"{"a":1,"b":"中 x"}"#),
        request(type: "Application/JSON;charset=utf-8", body: #" {"a":"1","b":"中 x"}"#),
        request(query: "a=2&b=3", type: json, body: #"{"a":1,"b":"中 x"}"#),
        request(query: "a=1", type: form, body: "b=中+x"),
        request(
            query: "a=9",
            type: "multipart/form-data; boundary=AB",
            body: "--AB\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--AB\r\n"
                + "Content-Disposition: form-data; name=\"b\"\r\n\r\n中 x\r\n--AB--\r\n"
        ),
    ])
    func oneSet(_ request: Request) async throws {
        let parameters = try await Self.read(request)
        #expect(try parameters.text("a") == "1")
        #expect(try parameters.integer("a") == 1)
        #expect(try parameters.text("b") == "中 x")
        #expect(!parameters.has("c"))
    }

    @Test(arguments: [
        request(.get, query: "a=1&a=2"), request(.get, query: "a=1&%61=2"),
        request(type: form, body: "a=%"), request(type: form, body: "a=%zz"),
        request(type: form, body: "%=1"),
        request(.get, query: "a=%ff"), request(.get, query: "a=%ed%a0%80"),
        request(.get, query: "a=%c0%80"), request(.get, query: "a=%00"),
        request(.get, query: "a%00=1"), request(.get, query: "a=1&b&b"),
        request(type: form, body: "a=1&a=1"), request(type: form, body: "a=\u{0}"),
        request(type: form, body: "a=%4"), request(type: json, body: "[1]"),
        request(type: json, body: "1"), request(type: json, body: "null"),
        request(type: json, body: " "), request(type: json, body: #"{"a":1,"a":2}"#),
        request(type: json, body: #"{"a":1,}"#), request(type: json, body: "\u{feff}{}"),
        request(type: "multipart/form-data", body: "--A--"),
        request(type: "multipart/form-data; boundary=A", body: "--A\r\n"),
        request(type: json, body: "{}", fields: [("content-type", form)]),
    ])
    func unreadable(_ request: Request) async {
        await #expect(throws: ParametersFailure.unreadable) { try await Self.read(request) }
    }

    @Test(arguments: [
        request(type: "text/plain", body: "a=1"), request(body: "a=1"),
        request(type: "application/xml", body: "<a/>"), request(type: "", body: "{}"),
        request(type: "multipart/form-data; boundary=", body: "----"),
        request(type: json + "; charset=gbk", body: "{}"), request(type: json + "; x", body: "{}"),
        request(type: form + "; charset=utf-8; charset=utf-8", body: "a=1"),
        request(type: json, body: "{}", fields: [("Content-Encoding", "gzip")]),
    ])
    func unsupported(_ request: Request) async {
        await #expect(throws: ParametersFailure.unsupportedMediaType) {
            try await Self.read(request)
        }
    }

    @Test(arguments: [
        request(), request(type: "text/plain"), request(type: json), request(type: form),
        request(type: "multipart/form-data; boundary=A"), request(.get, type: json, body: "junk"),
        request(.head, type: "text/plain", body: "a=1"), request(.get, query: "&&"),
    ])
    func nothing(_ request: Request) async throws {
        #expect(try await !Self.read(request).has("a"))
    }

    @Test func tooLarge() async throws {
        let body = "a=" + String(repeating: "x", count: 999)
        await #expect(throws: ParametersFailure.tooLarge) {
            try await Self.read(request(type: form, body: body))
        }
        let fits = try await Self.read(request(type: form, body: String(body.dropLast())))
        #expect(try fits.text("a").utf8.count == 998)
    }

    @Test(
        arguments: [
            (nil, nil), (BodyFailure.disconnected, .body(.disconnected)),
            (.malformed, .body(.malformed)), (.timedOut, .body(.timedOut)), (.tooLarge, .tooLarge),
        ] as [(BodyFailure?, ParametersFailure?)]
    )
    func streams(_ ending: BodyFailure?, _ expected: ParametersFailure?) async throws {
        var request = request(type: form)
        request.body = .stream(length: nil, Drops("a=1&b=2", ending: ending))
        if let expected {
            await #expect(throws: expected) { try await Self.read(request) }
        } else {
            #expect(try await Self.read(request).text("b") == "2")
        }
    }

    @Test func atMostTwoHundred() async throws {
        let pairs = (0..<200).map { "k\($0)=v" }.joined(separator: "&")
        #expect(try await Self.read(request(.get, query: pairs)).has("k199"))
        await #expect(throws: ParametersFailure.unreadable) {
            try await Self.read(request(.get, query: pairs + "&k200=v"))
        }
        await #expect(throws: ParametersFailure.unreadable) {
            try await Self.read(request(query: pairs, type: form, body: "x=1"))
        }
    }

    @Test func namesAreOctets() async throws {
        let read = try await Self.read(request(.get, query: "%C3%A9=1&e%CC%81=2"))
        #expect(try read.text("\u{e9}") == "1")
        #expect(try read.text("e\u{301}") == "2")
    }

    @Test func whatIsAtHandIsReadWithoutWaiting() throws {
        let query = try Parameters.atHand(request(.get, query: "a=1"), limit: 10)
        #expect(try query?.text("a") == "1")
        let body = try Parameters.atHand(request(query: "a=1", type: form, body: "b=2"), limit: 10)
        #expect(try body?.text("b") == "2")
        var streamed = request(.get, query: "a=1")
        streamed.body = .stream(length: nil, Drops("b=2"))
        #expect(try Parameters.atHand(streamed, limit: 10)?.has("b") == false)
        #expect(throws: ParametersFailure.tooLarge) {
            try Parameters.atHand(request(type: form, body: "b=23"), limit: 3)
        }
        #expect(throws: ParametersFailure.unreadable) {
            try Parameters.atHand(request(query: "a=1&a=2", type: form, body: "b=2"), limit: 10)
        }
    }

    @Test func whatHasToBeWaitedForIsNotAtHand() throws {
        var streamed = request(type: form)
        streamed.body = .stream(length: nil, Drops("a=1"))
        #expect(try Parameters.atHand(streamed, limit: 10).map { _ in true } == nil)
        let files = request(type: "multipart/form-data; boundary=AB", body: "--AB--")
        #expect(try Parameters.atHand(files, limit: 10).map { _ in true } == nil)
    }
}
