import Basics
import Contracts
import HTTP
import InternalMessages
import JSON
import ServiceKit
import Testing

/// What one side writes, the other reads.
@Suite struct RoundTripTests {
    /// What arrives at the endpoint of a call.
    private func arrived<Call: InternalCall>(
        _ call: Call.Type,
        _ request: Call.Request
    ) throws -> Call.Request {
        let line = InternalRequestLine(call, request)
        let target = try #require(RequestTarget(line.target))
        let isQuery = line.method == .get
        let parameters =
            isQuery
            ? try Parameters.query(of: target)
            : try Parameters.exact(line.body, list: nil, beside: target)
        let pattern = Call.route.pattern.split(separator: "/")
        let path = line.target.split(separator: "?")[0].split(separator: "/")
        try #require(pattern.count == path.count)
        var captures: [String: String] = [:]
        for (name, value) in zip(pattern, path) where name.hasPrefix("{") {
            let octets = try #require(PercentCoding.decode(value.utf8, plusIsSpace: false))
            captures[String(name.dropFirst().dropLast())] = String(decoding: octets, as: UTF8.self)
        }
        return try Call.Request(
            FieldReader(parameters, captures: captures, rawBody: line.body)
        )
    }

    @Test(arguments: [
        DecryptCall.Request(.phone, of: ID(1), .code("c")),
        DecryptCall.Request(.phone, of: ID(2), .sealed(data: "a+/=", iv: "b")),
        DecryptCall.Request(.profile, of: ID(3), .sealed(data: "d", iv: "e")),
        DecryptCall.Request(.werun, of: ID(1 << 52), .sealed(data: "d", iv: "e")),
    ])
    func decrypt(_ request: DecryptCall.Request) throws {
        #expect(try arrived(DecryptCall.self, request) == request)
    }

    @Test(arguments: CheckContentCall.Place.allCases)
    func checkContent(_ place: CheckContentCall.Place) throws {
        for content in [
            CheckContentCall.Content.text("\"字\u{2028}😀\n"), .image("https://a.example/?a=1&b=2"),
        ] {
            let request = CheckContentCall.Request(content, by: ID(7), in: place)
            #expect(try arrived(CheckContentCall.self, request) == request)
        }
    }

    @Test func codesAndScenes() throws {
        for (page, checks) in [(nil, true), ("pages/a/b", false)] as [(String?, Bool)] {
            let request = MakeCodeCall.Request(
                app: ID(1),
                scene: "a=1&b=2",
                page: page,
                checksPage: checks
            )
            #expect(try arrived(MakeCodeCall.self, request) == request)
        }
        let payload = JSONValue.object(JSONObject([("orderNo", .string("A1"))]))
        let until = UnixTime(seconds: 1_700_000_000)
        let scene = try arrived(
            MakeSceneCall.self,
            .init(app: ID(1), uid: ID(2), payload: payload, grant: ("order:A1", until))
        )
        #expect(scene.app == ID(1) && scene.uid == ID(2) && scene.payload == payload)
        #expect(scene.grant?.subject == "order:A1" && scene.grant?.until == until)
        let plain = try arrived(
            MakeSceneCall.self,
            .init(app: ID(1), uid: ID(2), payload: payload, grant: nil)
        )
        #expect(plain.grant == nil)
    }

    @Test func sessionsAndNames() throws {
        for sid in ["s1", "a/b", "ä ?&%", ".."] {
            #expect(try arrived(ReadSessionCall.self, .init(sid: sid)).sid == sid)
        }
        let feed = try arrived(ReadSessionFeedCall.self, .init(after: 12, wait: 20))
        #expect(feed.after == 12 && feed.wait == 20)
        let name = try arrived(
            FindIdentityCall.self,
            .init(app: ID(3), openid: "o&=+ %", unionid: nil)
        )
        #expect(name.app == ID(3) && name.openid == "o&=+ %" && name.unionid == nil)
    }

    @Test func points() throws {
        let gift = PointsChange(iid: ID(1), point: -5, reason: "补偿", ref: "r")
        #expect(try arrived(AdjustPointsCall.self, .init(gift)) == .init(gift))
        let price = PointsChange(iid: ID(1), point: 5, reason: "礼品", ref: "r")
        #expect(try arrived(RedeemPointsCall.self, .init(price)) == .init(price))
        #expect(throws: ParameterProblem.self) {
            try arrived(RedeemPointsCall.self, .init(gift))
        }
    }

    @Test func sandbox() throws {
        let move = try arrived(MoveClockCall.self, .init(offsetMilliseconds: -5))
        #expect(move.offsetMilliseconds == -5)
        let fault = try arrived(FailCommitsCall.self, .init(times: 3, kind: "io"))
        #expect(fault.times == 3 && fault.kind == "io")
    }

    @Test func events() throws {
        let data = JSONValue.object(JSONObject([("uid", .integer(1)), ("iids", .array([]))]))
        let event = EventMessage(
            id: "auth:1",
            seq: 1,
            subject: "uid:1",
            type: UserDeleted.type,
            at: UnixTime(milliseconds: 5),
            data: data
        )
        let read = try arrived(TakeEventsCall.self, .init([event])).events
        #expect(read == [event.json])
        let message = try #require(EventMessage(read[0]))
        #expect(message.json == event.json)
        #expect(try message.payload(UserDeleted.self).uid == 1)
        #expect(throws: UnreadableEvent.self) { try message.payload(UserMerged.self) }
    }

    /// Only an answer with the error's own status is that error.
    @Test(arguments: InternalCalls.all.indices)
    func refusals(_ index: Int) throws {
        func check<Call: InternalCall>(_ call: Call.Type) throws {
            for refusal in Call.Refusal.allCases {
                #expect((400...599).contains(refusal.status) && !refusal.message.isEmpty)
                let body = Bytes(#"{"error":{"code":"\#(refusal.name)","message":"m"}}"#.utf8)
                let answer = InternalAnswer(status: refusal.status, body: body)
                guard case .refused(let read) = InternalReply<Call>(answer) else {
                    Issue.record("\(refusal) is not read")
                    continue
                }
                #expect(read.name == refusal.name)
                let other = InternalAnswer(status: 418, body: body)
                guard case .undeclared = InternalReply<Call>(other) else {
                    Issue.record("\(refusal) is read from another status")
                    continue
                }
            }
        }
        try check(InternalCalls.all[index])
    }
}
