import Basics
import HTTP
import HTTPClient
import Images
import JSON
import Loops
import Testing
import WeChat

@testable import SandboxServer

@Suite struct PushTests {
    /// A back end and the place where its pictures are.
    private final class BackEnd: Sendable {
        private let script: Locked<[(status: Int, body: String)]>
        private let seen = Locked<[ClientRequest]>([])
        let picture: Bytes?

        init(_ script: [(status: Int, body: String)] = [], picture: Bytes? = nil) {
            self.script = Locked(script)
            self.picture = picture
        }

        var pushes: [ClientRequest] { seen.withLock { $0 } }

        func send(_ request: ClientRequest) throws(ClientFailure) -> ClientResponse {
            if request.method == .get {
                guard let picture else { return ClientResponse(status: 404) }
                return ClientResponse(status: 200, body: .bytes(picture))
            }
            seen.withLock { $0.append(request) }
            let reply = script.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            guard let reply else { throw .timedOut }
            return ClientResponse(status: reply.status, body: .bytes(Bytes(reply.body.utf8)))
        }

        func world() async throws -> AppWorld {
            try await AppWorld { [self] request throws(ClientFailure) in try send(request) }
        }
    }

    private static func picture(_ color: Color) throws -> Bytes {
        try Picture(width: 4, height: 4, filled: color).png()
    }

    private static func check(_ world: AppWorld, kind: Int = 2) async throws -> String {
        let reply = try await world.call(
            WeChatAPI.CheckMedia.path,
            #"{"version":2,"scene":1,"openid":"~","media_type":\#(kind),"#
                + #""media_url":"http://pictures.test/a?b=c"}"#
        )
        return try #require(reply.json["trace_id"]?.string, "\(reply.text)")
    }

    /// What the back end makes of a push with the app's own token and key.
    private static func open(_ request: ClientRequest, _ world: AppWorld) async throws
        -> PushMessage
    {
        let app = try #require(try await world.list("/sandbox/apps", "apps").first)
        let key = app["encoding_aes_key"]?.string ?? ""
        let push = try #require(
            MessagePush(
                appid: AppWorld.appid,
                token: app["push_token"]?.string ?? "",
                encodingAESKey: key.isEmpty ? nil : key
            )
        )
        let target = try #require(RequestTarget(request.target))
        let parameters = try Parameters.query(of: target)
        let query = PushQuery(
            signature: try parameters.optionalText("signature"),
            timestamp: try parameters.optionalText("timestamp") ?? "",
            nonce: try parameters.optionalText("nonce") ?? "",
            messageSignature: try parameters.optionalText("msg_signature")
        )
        #expect(push.isSigned(query))
        #expect(try parameters.optionalText("encrypt_type") == (key.isEmpty ? nil : "aes"))
        return try push.open(try await request.body.collect(upTo: 10_000), query)
    }

    @Test(arguments: [
        (Color(red: 255, green: 0, blue: 0), ContentVerdict(.risky, label: 20006)),
        (Color(red: 0, green: 255, blue: 0), ContentVerdict(.review, label: 21000)),
        (Color.white, ContentVerdict(.pass, label: 100)),
    ])
    func verdict(_ color: Color, _ verdict: ContentVerdict) async throws {
        let backEnd = BackEnd([(200, "success")], picture: try Self.picture(color))
        let world = try await backEnd.world()
        let trace = try await Self.check(world)
        #expect(backEnd.pushes.isEmpty)
        try await world.sandbox.sandbox.sendPushes()
        let request = try #require(backEnd.pushes.first)
        #expect(request.address == .unix(path: "/auth"))
        #expect(request.target.hasPrefix("/callbacks/wechat/1?signature="))
        let message = try await Self.open(request, world)
        #expect(message.openid.text == world.openid)
        guard case .mediaCheck(let found) = message.event else {
            Issue.record("no media check")
            return
        }
        #expect(found.traceID == trace)
        #expect(found.verdict == verdict)
        // It is done.
        try await world.sandbox.sandbox.sendPushes()
        #expect(backEnd.pushes.count == 1)
        let listed = try #require(try await world.list("/sandbox/pushes", "pushes").first)
        #expect(listed["state"]?.string == "delivered")
        #expect(listed["tries"]?.integer == 1)
        #expect(listed["status"]?.integer == 200)
        #expect(listed["answer"]?.string == "success")
        #expect(listed["trace_id"]?.string == trace)
    }

    @Test func inTheClearToAURL() async throws {
        let backEnd = BackEnd([(200, "")], picture: try Self.picture(.white))
        let world = try await backEnd.world()
        let set = try await world.control(
            "/sandbox/push",
            #"{"url":"http://back.end:81/wx?app=1","token":"TOKEN","encoding_aes_key":""}"#
        )
        #expect(set["url"]?.string == "http://back.end:81/wx?app=1")
        _ = try await Self.check(world)
        try await world.sandbox.sandbox.sendPushes()
        let request = try #require(backEnd.pushes.first)
        #expect(request.address == .tcp(host: "back.end", port: 81))
        #expect(request.target.hasPrefix("/wx?app=1&signature="))
        let message = try await Self.open(request, world)
        #expect(message.json["appid"]?.string == AppWorld.appid)
        #expect(message.json["ToUserName"]?.string?.hasPrefix("gh_") == true)
    }

    /// A picture that cannot be fetched, and one that is none.
    @Test(arguments: [nil, Bytes("no picture".utf8)] as [Bytes?])
    func nothingToLookAt(_ picture: Bytes?) async throws {
        let backEnd = BackEnd([(200, "success")], picture: picture)
        let world = try await backEnd.world()
        _ = try await Self.check(world)
        try await world.sandbox.sandbox.sendPushes()
        let message = try await Self.open(try #require(backEnd.pushes.first), world)
        guard case .mediaCheck(let found) = message.event else {
            Issue.record("no media check")
            return
        }
        #expect(found.verdict == nil)
        #expect(found.errcode == -1008)
    }

    @Test func soundsPass() async throws {
        let backEnd = BackEnd([(200, "success")], picture: Bytes("la la".utf8))
        let world = try await backEnd.world()
        _ = try await Self.check(world, kind: 1)
        try await world.sandbox.sandbox.sendPushes()
        let message = try await Self.open(try #require(backEnd.pushes.first), world)
        #expect(message.json["result"]?["suggest"]?.string == "pass")
    }

    /// Once, and three times more.
    @Test func retried() async throws {
        let replies = [(500, ""), (200, "what?"), (404, "success")]
        let backEnd = BackEnd(replies, picture: try Self.picture(.white))
        let world = try await backEnd.world()
        _ = try await Self.check(world)
        for round in 1...5 {
            try await world.sandbox.sandbox.sendPushes()
            let listed = try #require(try await world.list("/sandbox/pushes", "pushes").first)
            #expect(listed["tries"]?.integer == Int64(min(round, 4)))
            #expect(listed["state"]?.string == (round < 4 ? "waiting" : "given_up"))
            #expect(listed["status"]?.integer == [500, 200, 404, 0, 0][round - 1])
        }
        #expect(backEnd.pushes.count == 4)
        // The same each time but for the signature.
        let bodies = try await [
            Self.open(backEnd.pushes[0], world).json, Self.open(backEnd.pushes[3], world).json,
        ]
        #expect(bodies[0] == bodies[1])
        _ = try await world.control("/sandbox/reset", "{}")
        #expect(try await world.list("/sandbox/pushes", "pushes").isEmpty)
    }

    @Test(
        arguments: [
            (
                #"{"version":2,"scene":1,"openid":"~","media_type":3,"media_url":"http://x/"}"#,
                40097
            ),
            (#"{"version":2,"scene":1,"openid":"~","media_type":2,"media_url":"ftp://x/"}"#, 40097),
            (#"{"version":2,"scene":1,"openid":"~","media_type":2}"#, 40097),
            (
                #"{"version":2,"scene":0,"openid":"~","media_type":2,"media_url":"http://x/"}"#,
                40129
            ),
            (
                #"{"version":2,"scene":1,"openid":"o1","media_type":2,"media_url":"http://x/"}"#,
                40003
            ),
            (#"{"scene":1,"openid":"~","media_type":2,"media_url":"http://x/"}"#, 40097),
        ] as [(String, Int64)]
    )
    func refused(_ body: String, _ errcode: Int64) async throws {
        let world = try await AppWorld()
        #expect(try await world.call(WeChatAPI.CheckMedia.path, body).errcode == errcode)
        #expect(try await world.list("/sandbox/pushes", "pushes").isEmpty)
    }

    @Test(arguments: [
        #"{"url":"back.end"}"#, #"{"token":"a"}"#, #"{"encoding_aes_key":"short"}"#,
        #"{"encoding_aes_key":"???????????????????????????????????????????"}"#, #"{"uri":"x"}"#,
    ])
    func settingsThatAreNone(_ body: String) async throws {
        #expect(try await AppWorld().sandbox.post("/sandbox/push", body).status == 400)
    }
}
