import AuthDomain
import Basics
import HTTP
import JSON
import SMS
import ServiceKit
import Storage
import Testing

@testable import AuthServer

/// `sms/verify_code` and `login` of `merchants.md`.
@Suite struct MobileLoginTests {
    private static let mobile = "13812345678"
    private let world: AuthWorld

    init() async throws { world = try await AuthWorld() }

    private func caller(_ openid: ExternalID = "o1", _ code: String = "a") async throws -> Identity
    {
        try await world.shopper(openid, code)
    }

    private func ask(
        _ identity: Identity,
        _ mobile: String = mobile,
        from address: String? = nil
    ) async -> Answer {
        await world.harness.call(
            .post,
            "/api/user/sms/verify_code",
            ["mobile": mobile],
            as: identity,
            headers: address.map { [(name: "X-Forwarded-For", value: $0)] } ?? []
        )
    }

    private func request(
        _ identity: Identity,
        _ code: String,
        _ mobile: String = mobile
    ) async -> Answer {
        await world.harness.call(
            .post,
            "/api/user/login",
            ["mobile": mobile, "verify_code": code],
            as: identity
        )
    }

    private func refusal(_ code: Int, _ message: String) -> Answer {
        Answer(200, #"{"code":\#(code),"message":"\#(message)"}"#)
    }

    @Test func aCodeOpensTheAccountOfTheMobileOnce() async throws {
        let caller = try await caller()
        let sent = await ask(caller)
        let code = try #require(world.mailbox.codes(of: Self.mobile).first)
        let shown = #"{"code":0,"message":"请求成功","data":{"verify_code":"\#(code)"}}"#
        #expect(sent == Answer(200, shown))
        #expect(code.utf8.count == 6)
        let bound = await request(caller, code)
        #expect(
            bound
                == Answer(
                    200,
                    #"{"code":0,"message":"请求成功","data":{"userInfo":"#
                        + #"{"name":"138****5678","mobile":"13812345678"}}}"#
                )
        )
        #expect(bound.headers["X-Kumquat-Session-Changed"] == caller.sid)
        #expect(await request(caller, code) == refusal(10001, "验证码已被使用，请重新获取"))
        #expect(try await world.auth.session(caller.sid).identity.uid != nil)
        #expect(try await world.count("SELECT count(*) FROM user_account") == 1)
    }

    @Test func theSameMobileIsTheSameAccountElsewhere() async throws {
        let (one, other) = (try await caller(), try await caller("o2", "b"))
        for identity in [one, other] {
            _ = await ask(identity, "+86 138 1234 5678")
            let code = try #require(world.mailbox.codes(of: Self.mobile).last)
            #expect(await request(identity, code).code == 0)
            world.world.time.advance(seconds: 60)
        }
        let uids = try await [
            world.auth.session(one.sid).identity.uid, world.auth.session(other.sid).identity.uid,
        ]
        #expect(uids[0] != nil && uids[0] == uids[1])
    }

    @Test func whoeverIsBoundStaysBound() async throws {
        let caller = try await caller()
        _ = await ask(caller)
        let code = try #require(world.mailbox.codes(of: Self.mobile).last)
        #expect(await request(caller, code).code == 0)
        _ = await ask(caller, "13900000001")
        let other = try #require(world.mailbox.codes(of: "13900000001").last)
        for _ in 0..<2 {
            #expect(
                await request(caller, other, "13900000001") == refusal(10006, "该微信已绑定其他手机号")
            )
        }
        world.world.time.advance(seconds: 60)
        _ = await ask(caller)
        let again = try #require(world.mailbox.codes(of: Self.mobile).last)
        #expect(await request(caller, again).code == 0)
    }

    @Test func whatProvesNothing() async throws {
        let caller = try await caller()
        #expect(await request(caller, "123456") == refusal(10001, "验证码错误"))
        #expect(await request(caller, "1", "123") == refusal(10001, "手机号格式不正确"))
        #expect(await request(caller, " ") == refusal(10001, "参数不能为空"))
        #expect(await ask(caller, "23800138000") == refusal(10001, "手机号格式不正确"))
        #expect(await ask(caller, "") == refusal(10001, "参数不能为空"))
        _ = await ask(caller)
        let code = try #require(world.mailbox.codes(of: Self.mobile).last)
        #expect(await request(caller, code, "13900000001") == refusal(10001, "验证码错误"))
        world.world.time.advance(seconds: 299)
        let wrong = code == "000000" ? "000001" : "000000"
        #expect(await request(caller, wrong) == refusal(10001, "验证码错误"))
        world.world.time.advance(seconds: 1)
        #expect(await request(caller, code) == refusal(10001, "验证码已过期，请重新获取"))
    }

    @Test func fiveWrongTriesBurnACode() async throws {
        let caller = try await caller()
        _ = await ask(caller)
        let code = try #require(world.mailbox.codes(of: Self.mobile).last)
        let wrong = code == "000000" ? "000001" : "000000"
        for _ in 0..<5 { #expect(await request(caller, wrong) == refusal(10001, "验证码错误")) }
        #expect(await request(caller, code) == refusal(10001, "验证码错误次数过多，请重新获取"))
        world.world.time.advance(seconds: 60)
        _ = await ask(caller)
        let next = try #require(world.mailbox.codes(of: Self.mobile).last)
        #expect(await request(caller, next).code == 0)
    }

    @Test func nobodyElseBurnsACode() async throws {
        let (caller, stranger) = (try await caller(), try await caller("o2", "b"))
        let third = try await self.caller("o3", "c")
        _ = await ask(caller)
        let code = try #require(world.mailbox.codes(of: Self.mobile).last)
        let wrong = code == "000000" ? "000001" : "000000"
        for _ in 0..<5 { #expect(await request(stranger, wrong) == refusal(10001, "验证码错误")) }
        for other in [stranger, third] {
            #expect(await request(other, code) == refusal(10001, "验证码错误次数过多，请重新获取"))
        }
        #expect(await request(caller, wrong) == refusal(10001, "验证码错误"))
        #expect(await request(caller, code).code == 0)
    }

    @Test func oneOfTwentyAtOnceGetsIn() async throws {
        var callers: [Identity] = []
        for number in 0..<20 {
            callers.append(try await caller(ExternalID("o\(number)"), "c\(number)"))
        }
        _ = await ask(callers[0])
        let code = try #require(world.mailbox.codes(of: Self.mobile).last)
        let answers = await withTaskGroup(of: Answer.self) { group in
            for caller in callers { group.addTask { await self.request(caller, code) } }
            return await group.reduce(into: [Answer]()) { $0.append($1) }
        }
        #expect(answers.count { $0.code == 0 } == 1)
        #expect(answers.count { $0 == refusal(10001, "验证码已被使用，请重新获取") } == 19)
        #expect(try await world.count("SELECT count(*) FROM user_account") == 1)
    }

    @Test func twentyWishesAtOnceAreOneMessage() async throws {
        let caller = try await caller()
        let answers = await withTaskGroup(of: Answer.self) { group in
            for _ in 0..<20 { group.addTask { await self.ask(caller) } }
            return await group.reduce(into: [Answer]()) { $0.append($1) }
        }
        #expect(answers.count { $0.code == 0 } == 1)
        #expect(answers.count { $0.status == 429 && $0.code == 429 } == 19)
        #expect(world.mailbox.count == 1)
    }

    @Test func oneAMinuteFiveAnHourTenADay() async throws {
        let caller = try await caller()
        var waits: [Int64] = []
        // From noon to midnight in China, as often as it is allowed.
        let midnight = world.auth.now.adding(seconds: 12 * 3600)
        while world.auth.now < midnight {
            let answer = await ask(caller)
            if answer.code == 0 { continue }
            let tooOften = #"{"code":429,"message":"获取验证码过于频繁，请稍后再试"}"#
            #expect(answer == Answer(429, tooOften))
            let wait = try #require(answer.headers["Retry-After"].flatMap { Int64($0) })
            waits.append(wait)
            world.world.time.advance(seconds: wait - 1)
            #expect(await ask(caller).status == 429)
            world.world.time.advance(seconds: 1)
        }
        #expect(world.mailbox.count == 10)
        #expect(waits.prefix(5) == [60, 60, 60, 60, 3360])
        #expect(waits.count == 10 && waits.reduce(0, +) == 12 * 3600)
        #expect(await ask(caller).code == 0)
    }

    @Test(arguments: [
        (SMSFailure.badNumber, 200, 10001), (.busy, 503, 500), (.limitReached, 429, 429),
        (.configuration(SMSRefusal(code: "x", message: "13812345678")), 500, 500),
    ])
    func whatDidNotGoOutIsNotCounted(
        _ failure: SMSFailure,
        _ status: Int,
        _ code: Int64
    ) async throws {
        let caller = try await caller()
        world.mailbox.fail(failure)
        let answer = await ask(caller)
        #expect(answer.status == status && answer.code == code)
        world.mailbox.fail(nil)
        #expect(await ask(caller).code == 0)
        #expect(!world.world.lines.all.contains { $0.contains(Self.mobile) })
    }

    @Test func withoutAnAnswerItMayHaveArrived() async throws {
        let caller = try await caller()
        world.mailbox.fail(.unstubbed)
        #expect(await ask(caller).status == 503)
        world.mailbox.fail(nil)
        #expect(await ask(caller).status == 429)
    }

    @Test func outsideOfTheSandboxNoCodeIsShown() async throws {
        let world = try await AuthWorld(stage: .production)
        let caller = try await world.shopper("o1", "a")
        let answer = await world.harness.call(
            .post,
            "/api/user/sms/verify_code",
            ["mobile": Self.mobile],
            as: caller
        )
        #expect(answer == Answer(200, #"{"code":0,"message":"请求成功","data":{}}"#))
    }

    @Test func anIdentityThatIsNoMoreHasToLogInToWeChatAgain() async throws {
        let gone = Identity(
            iid: ID(7),
            sid: "s",
            app: ID(1),
            oper: 1,
            openid: "o",
            unionid: "u"
        )
        #expect(await ask(gone) == refusal(70010, "微信openId不存在"))
        _ = await ask(try await caller())
        let code = try #require(world.mailbox.codes(of: Self.mobile).last)
        #expect(await request(gone, code) == refusal(70010, "微信openId不存在"))
    }

    @Test func neitherCodeNorMobileStandsInTheFileOrTheLog() async throws {
        let caller = try await caller()
        _ = await ask(caller)
        let code = try #require(world.mailbox.codes(of: Self.mobile).last)
        _ = await request(caller, "999999x")
        _ = await request(caller, code)
        #expect(!world.logContains([Bytes(code.utf8), Bytes(Self.mobile.utf8)]))
        #expect(try !world.fileContains([Bytes(Self.mobile.utf8)]))
        let hash = try await world.auth.database.read {
            try $0.first("SELECT code_hash FROM sms_code") { try $0.bytes(0) }
        }
        #expect(hash?.count == 32)
    }
}
