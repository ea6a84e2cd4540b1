import AuthDomain
import Basics
import HTTP
import JSON
import Media
import ServiceKit
import Storage
import Testing
import WeChat

@testable import AuthServer

/// Pictures that WeChat could not fetch: the process that has them was being started anew, perhaps.
@Suite struct PictureFetchTests {
    private let world: AuthWorld
    private let author: Identity
    private static let token = "push-token"

    init() async throws {
        world = try await AuthWorld()
        author = try await world.shopper("o1", "a")
        let answer = await world.harness.call(
            .post,
            "/admin/auth/apps/1/message-push",
            ["token": Self.token],
            by: AuthWorld.owner
        )
        try #require(answer.status == 200)
    }

    private func check(_ trace: String) async throws -> (id: String, state: String) {
        world.weChat.nextTrace(trace)
        let answer = await world.harness.call(
            .post,
            "/internal/content-check",
            json: #"{"iid":\#(author.iid),"scene":"forum","image":"https://k.example/p.jpg"}"#
        )
        let id = try #require(answer.json["check_id"]?.string, "\(answer)")
        return (id, answer.json["state"]?.string ?? "")
    }

    /// What WeChat sends about a picture.
    private func push(_ trace: String, _ rest: String) async {
        let signature = MessagePush(
            appid: AuthWorld.appid,
            token: Self.token,
            encodingAESKey: nil
        )?
        .signature(timestamp: "1768449600", nonce: "n")
        let answer = await world.harness.call(
            .post,
            "/callbacks/wechat/1?signature=\(signature ?? "")&timestamp=1768449600&nonce=n",
            json: #"{"ToUserName":"gh_1","FromUserName":"o1","CreateTime":1768449600,"#
                + #""MsgType":"event","Event":"wxa_media_check","appid":"\#(AuthWorld.appid)","#
                + #""trace_id":"\#(trace)","version":2,\#(rest)}"#
        )
        #expect(answer == Answer(200, "success"))
    }

    private static let unfetched = #""errcode":-1008,"errmsg":"download failed""#
    private static let passed =
        #""errcode":0,"errmsg":"ok","result":{"suggest":"pass","label":100}"#

    private func told() async throws -> [JSONValue] {
        try await world.auth.database.read { connection in
            try connection.all("SELECT data FROM outbox WHERE type = 'content.checked' ORDER BY id")
            {
                try JSON.parse($0.bytes(0))
            }
        }
    }

    /// When WeChat is to be asked again, in seconds from now; by the traces that it gave.
    private func waiting() async throws -> [String: Int64] {
        let now = world.auth.clock.now
        let rows = try await world.auth.database.read { connection in
            try connection.all(
                "SELECT key, due_at FROM job WHERE kind = 'auth.check.again' ORDER BY key"
            ) { try ($0.text(0), $0.time(1)) }
        }
        return Dictionary(
            uniqueKeysWithValues: rows.map {
                (String($0.0.dropFirst("1:".count)), $0.1.seconds - now.seconds)
            }
        )
    }

    private func ask(_ old: String, becoming new: String) async throws {
        world.weChat.nextTrace(new)
        let key = "1:\(old)"
        try await world.auth.askAgain(ContentTrace(app: ID(1), traceID: old)) { connection in
            try connection.run("DELETE FROM job WHERE key = ?1", key)
        }
    }

    /// Under the same number, from the same place, for the same author; then the verdict counts.
    @Test(arguments: [unfetched, #""status_code":4294966288"#])
    func isAskedAgain(_ message: String) async throws {
        let (id, state) = try await check("t1")
        #expect(state == "pending")
        for _ in 0..<2 { await push("t1", message) }
        #expect(try await told().isEmpty)
        #expect(try await waiting() == ["t1": AuthService.pauses[0]])
        try await ask("t1", becoming: "t2")
        let asked = world.weChat.pictures
        #expect(asked.count == 2 && asked[0] == asked[1])
        #expect(try await told().isEmpty)
        // WeChat's late word about the first one says nothing any more.
        await push("t1", Self.unfetched)
        #expect(try await waiting().isEmpty)
        await push("t2", Self.passed)
        let events = try await told()
        #expect(events.count == 1 && events[0]["check_id"]?.string == id)
        #expect(events[0]["state"]?.string == "pass")
    }

    /// So often, ever less often, an hour together; then a person looks, and nobody asks any more.
    @Test func isAskedOnlySoOften() async throws {
        let (id, _) = try await check("t0")
        var pauses: [Int64] = []
        for turn in 0..<AuthService.pauses.count {
            await push("t\(turn)", Self.unfetched)
            let wait = try #require(try await waiting()["t\(turn)"])
            pauses.append(wait)
            world.world.time.advance(seconds: wait)
            try await ask("t\(turn)", becoming: "t\(turn + 1)")
            try await world.auth.settleOverdueChecks()
            #expect(try await told().isEmpty, "after \(turn)")
        }
        #expect(pauses == pauses.sorted() && Set(pauses).count == 5)
        #expect(pauses.reduce(0, +) == 3600)
        await push("t5", Self.unfetched)
        #expect(try await waiting().isEmpty)
        #expect(world.weChat.pictures.count == 6)
        let events = try await told()
        #expect(events.map { $0["check_id"]?.string } == [id])
        #expect(events.first?["state"]?.string == "review")
        await push("t5", Self.unfetched)
        #expect(try await told().count == 1)
    }

    /// WeChat's word may come before we know what it is about: at the first time, at a later, at
    /// the last.
    @Test func fasterThanWeAre() async throws {
        await push("t0", Self.unfetched)
        let (id, state) = try await check("t0")
        #expect(state == "pending")
        #expect(try await waiting().keys.sorted() == ["t0"])
        for turn in 0..<AuthService.pauses.count {
            await push("t\(turn + 1)", Self.unfetched)
            try await ask("t\(turn)", becoming: "t\(turn + 1)")
        }
        #expect(try await waiting().isEmpty)
        let events = try await told()
        #expect(events.map { $0["check_id"]?.string } == [id])
        #expect(events.first?["state"]?.string == "review")
        world.world.time.advance(seconds: 7200)
        try await world.auth.settleOverdueChecks()
        #expect(try await told().count == 1)
    }

    @Test func aVerdictThatIsFasterThanTheSecondQuestion() async throws {
        let (id, _) = try await check("t1")
        await push("t1", Self.unfetched)
        await push("t2", Self.passed)
        try await ask("t1", becoming: "t2")
        let events = try await told()
        #expect(events.map { $0["check_id"]?.string } == [id])
        #expect(events.first?["state"]?.string == "pass")
    }

    /// The author is too long gone, or kept out: nobody but a person can look.
    @Test func whoIsGone() async throws {
        _ = try await check("t1")
        await push("t1", Self.unfetched)
        world.weChat.fail(FakeWeChat.refusal(61010))
        try await ask("t1", becoming: "t2")
        #expect(try await told().map { $0["state"]?.string } == ["review"])
    }

    /// WeChat does not answer: the job fails and is done again, until an hour is over.
    @Test func whileWeChatIsAway() async throws {
        _ = try await check("t1")
        await push("t1", Self.unfetched)
        world.weChat.fail(.busy(retryAfterSeconds: 1))
        await #expect(throws: (any Error).self) { try await ask("t1", becoming: "t2") }
        #expect(try await told().isEmpty)
        #expect(try await waiting().count == 1)
        world.world.time.advance(seconds: 3601)
        try await world.auth.settleOverdueChecks()
        #expect(try await told().map { $0["state"]?.string } == ["review"])
        world.weChat.fail(nil)
        try await ask("t1", becoming: "t2")
        #expect(world.weChat.pictures.count == 1)
    }

    /// Whatever else WeChat could not do is for a person at once.
    @Test(arguments: [#""errcode":-1011,"errmsg":"x""#, #""errcode":1"#])
    func otherMistakes(_ message: String) async throws {
        _ = try await check("t1")
        await push("t1", message)
        #expect(try await told().map { $0["state"]?.string } == ["review"])
        #expect(try await waiting().isEmpty)
    }

    /// One that was asked about by an earlier release, which did not keep from where.
    @Test func beforeThisWasKnown() async throws {
        _ = try await check("t1")
        try await world.auth.database.write { unit in
            try unit.connection.run("UPDATE content_check SET url = NULL, scene = NULL")
        }
        await push("t1", Self.unfetched)
        #expect(try await told().map { $0["state"]?.string } == ["review"])
    }

    /// A link for WeChat works for as long as it may be asked, and half an hour for each answer.
    @Test func theLinkLasts() async throws {
        let link = world.auth.avatars.links.link(to: "file", for: .contentCheck)
        let end = link.split(separator: "expires=").last?.prefix { $0.isNumber }
        let left = try #require(end.flatMap { Int64($0) }) - world.auth.clock.now.seconds
        let answers = Int64(AuthService.pauses.count + 1) * 1800
        #expect(left >= AuthService.pauses.reduce(0, +) + answers)
    }
}
