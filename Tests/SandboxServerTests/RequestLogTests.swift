import Basics
import HTTP
import HTTPClient
import JSON
import Loops
import ServiceKit
import TestKit
import Testing

@testable import SandboxServer

/// The log of what came in and what went out.
@Suite struct RequestLogTests {
    private static func newest(_ world: SandboxWorld, _ query: String = "") async throws
        -> JSONValue
    {
        let list = try await world.get("/sandbox/requests?limit=1\(query)").json
        let id = try #require(list["requests"]?.array?.first?["id"]?.integer)
        return try await world.get("/sandbox/requests/\(id)").json
    }

    @Test func aLogIn() async throws {
        let world = try await SandboxWorld()
        _ = try await world.login()
        let entry = try await Self.newest(world)
        #expect(entry["summary"]?["kind"]?.string == "app")
        #expect(entry["summary"]?["direction"]?.string == "incoming")
        #expect(entry["summary"]?["status"]?.integer == 200)
        let target = try #require(entry["summary"]?["target"]?.string)
        #expect(target.hasPrefix("/sns/jscode2session?appid=wx6b756d7175617401&secret=***&"))
        let answer = try #require(entry["answer"]?["body"]?.string)
        #expect(answer.contains(#""session_key":"***""#) && answer.contains("openid"))
        let curl = try #require(entry["curl"]?.string)
        #expect(curl.hasPrefix("curl -i 'http://localhost/sns/jscode2session?"))
        #expect(curl.contains(#"secret='"$SECRET"'&"#))
    }

    @Test func aRefusal() async throws {
        let world = try await SandboxWorld()
        _ = try await world.get("/cgi-bin/token?grant_type=client_credential&appid=wx0&secret=s")
        let entry = try await Self.newest(world, "&status=bad")
        #expect(entry["summary"]?["code"]?.string == "40013")
        #expect(entry["signature"] == nil)
    }

    /// What nobody answers is there too, and so is what met a fault.
    @Test func unknownAddressesAndFaults() async throws {
        let world = try await SandboxWorld()
        _ = try await world.get("/wxa/nothing")
        #expect(try await Self.newest(world)["summary"]?["kind"]?.string == "unknown")
        let fault = #"{"path":"/sns/jscode2session","kind":"drop_after"}"#
        #expect(try await world.post("/sandbox/faults", fault).status == 200)
        _ = try? await world.login(code: world.code())
        let entry = try await Self.newest(world)
        #expect(entry["summary"]?["fault"]?.string == "drop_after")
        #expect(entry["summary"]?["status"] == nil)
    }

    @Test func aCallbackAndItsAnswer() async throws {
        let asked = Locked<[ClientRequest]>([])
        let world = try await SandboxWorld { request throws(ClientFailure) in
            asked.withLock { $0.append(request) }
            let answer = Bytes(#"{"code":"FAIL","message":"no"}"#.utf8)
            return ClientResponse(status: 500, body: .bytes(answer))
        }
        let wish = #"{"event":"payment.success","notify_url":"http://127.0.0.1:8000/notify?a=1"}"#
        let made = try await world.post("/sandbox/trigger", wish)
        #expect(made.json["callback"]?["status"]?.integer == 500)
        let entry = try await Self.newest(world, "&direction=outgoing")
        let summary = try #require(entry["summary"])
        #expect(summary["kind"]?.string == "callback" && summary["status"]?.integer == 500)
        #expect(summary["origin"]?.string == "http://127.0.0.1:8000")
        #expect(summary["target"]?.string == "/notify?a=1")
        #expect(entry["answer"]?["body"]?.string?.contains("FAIL") == true)
        let sent = try #require(asked.withLock { $0.first })
        #expect(entry["request"]?["body"]?.string.map { Bytes($0.utf8) } == sent.body.atHand)
        let names = entry["request"]?["headers"]?.array?.compactMap { $0["name"]?.string }
        #expect(names?.contains("Wechatpay-Signature") == true)
        #expect(
            entry["curl"]?.string?.contains("-X POST 'http://127.0.0.1:8000/notify?a=1'") == true
        )
    }

    @Test func whoDoesNotAnswer() async throws {
        let world = try await SandboxWorld()
        let wish = #"{"event":"transfer.success","notify_url":"http://127.0.0.1:9/"}"#
        #expect(try await world.post("/sandbox/trigger", wish).status == 200)
        let entry = try await Self.newest(world)
        #expect(entry["summary"]?["status"] == nil)
        #expect(entry["summary"]?["code"]?.string?.contains("refused") == true)
    }

    @Test(arguments: [
        ("", 4), ("&kind=app", 3), ("&kind=maps", 1), ("&status=bad", 2), ("&status=200", 4),
        ("&status=4xx", 0), ("&path=/cgi-bin/", 2), ("&q=wx6B756d", 2), ("&q=nowhere", 0),
        ("&direction=outgoing", 0), ("&kind=app&status=bad", 1),
    ])
    func filters(_ query: String, _ count: Int) async throws {
        let world = try await SandboxWorld()
        let grant = "grant_type=client_credential"
        _ = try await world.get("/cgi-bin/token?\(world.credentials())&\(grant)")
        _ = try await world.get("/cgi-bin/token?appid=wx0&secret=s&\(grant)")
        _ = try await world.login()
        _ = try await world.get("/ws/geocoder/v1?key=k")
        let found = try await world.get("/sandbox/requests?limit=200\(query)")
        #expect(found.json["requests"]?.array?.count == count)
    }

    @Test func partByPart() async throws {
        let world = try await SandboxWorld()
        for number in 1...5 { _ = try await world.get("/wxa/nothing\(number)") }
        var seen: [Int64] = []
        var query = "limit=2"
        while true {
            let part = try await world.get("/sandbox/requests?\(query)").json
            seen += part["requests"]?.array?.compactMap { $0["id"]?.integer } ?? []
            guard let next = part["next"]?.integer else { break }
            query = "limit=2&after=\(next)"
        }
        #expect(seen == [5, 4, 3, 2, 1])
        let since = try await world.get("/sandbox/requests?since=3").json
        #expect(since["requests"]?.array?.compactMap { $0["id"]?.integer } == [4, 5])
        #expect(since["newest"]?.integer == 5)
        #expect(try await world.send(.delete, "/sandbox/requests").status == 200)
        let after = try await world.get("/sandbox/requests").json
        #expect(after["requests"] == .array([]) && after["newest"]?.integer == 5)
        #expect(try await world.get("/sandbox/requests/5").error == "request_unknown")
    }

    /// Whoever waits hears of the next one that they want.
    @Test func waiting() async throws {
        let world = try await SandboxWorld()
        async let part = world.get("/sandbox/requests?since=0&wait=25&q=wanted")
        _ = try await world.get("/wxa/other")
        _ = try await world.get("/wxa/wanted")
        let found = try await part.json["requests"]?.array
        #expect(found?.compactMap { $0["target"]?.string } == ["/wxa/wanted"])
    }

    @Test func itIsBounded() {
        let log = RequestLog()
        for _ in 0..<(RequestLog.maximumCount + 10) { log.add { Self.exchange($0, 0) } }
        #expect(log.all.count == RequestLog.maximumCount)
        #expect(log.all.first?.id == 11)
        for _ in 0..<500 { log.add { Self.exchange($0, LoggedBody.maximumOctets) } }
        #expect(log.all.reduce(0) { $0 + $1.octets } <= RequestLog.maximumOctets)
        #expect(log.all.last?.id == Int64(RequestLog.maximumCount) + 510)
    }

    private static func exchange(_ id: Int64, _ octets: Int) -> LoggedExchange {
        let body = LoggedBody(Bytes(repeating: UInt8(ascii: "x"), count: octets))
        let message = LoggedExchange.Message(headers: [], body: body)
        return LoggedExchange(
            id: id,
            at: UnixTime(seconds: 0),
            direction: .incoming,
            kind: .app,
            method: "GET",
            origin: "http://localhost",
            target: "/",
            status: 200,
            milliseconds: 0,
            code: "",
            request: message,
            answer: message,
            refusal: nil,
            fault: ""
        )
    }

    @Test(arguments: [
        ("secret=abc&x=1", "secret=***&x=1"), ("/a?appsecret=abc", "/a?appsecret=***"),
        (#"{"secret" : "a\"b","x":1}"#, #"{"secret" : "***","x":1}"#),
        (#"{"session_key":"abc"#, #"{"session_key":"***"#), ("Secret=abc", "Secret=***"),
        ("my_secret=abc", "my_secret=abc"), ("secretary=abc", "secretary=abc"),
        ("secret", "secret"),
        (#"{"secret":7}"#, #"{"secret":7}"#), ("", ""),
    ])
    func masks(_ text: String, _ masked: String) {
        #expect(SecretMask.masked(text) == masked)
    }

    @Test func longAndBinaryBodies() {
        let long = LoggedBody(Bytes(repeating: UInt8(ascii: "x"), count: 100_000))
        #expect(long.octets == 100_000 && !long.isWhole)
        #expect(long.text.utf8.count == LoggedBody.maximumOctets)
        let binary = LoggedBody([0xFF, 0xD8, 0])
        #expect(!binary.isWhole && binary.text == "(3 octets that are no text)")
    }
}
