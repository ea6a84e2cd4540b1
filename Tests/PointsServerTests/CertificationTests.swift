import AuthCalls
import Basics
import HTTP
import Loops
import PointsDomain
import ServiceKit
import Storage
import Testing

@testable import PointsServer

/// `wx_phone` and `wx_run` over an auth that answers as it is told.
@Suite struct CertificationTests {
    private typealias Problem = AuthClient.Problem

    private static func auth(
        _ answer: @escaping @Sendable (Bytes) throws(InternalFailure) -> InternalAnswer,
        _ log: Logger = Logger(service: "test", level: .error) { _ in }
    ) -> AuthClient {
        let call = AuthCall(log: log) { line async throws(InternalFailure) in try answer(line.body)
        }
        let decryption = Decryption(call: call)
        return AuthClient(
            bindPhone: { (id, proof) async throws(Problem) in
                try await decryption.bindPhone(id, proof)
            },
            steps: { (id, proof) async throws(Problem) in
                try await decryption.steps(id, proof)
            }
        )
    }

    private static func answering(_ status: Int, _ body: String) -> AuthClient {
        auth { (_) throws(InternalFailure) in InternalAnswer(status: status, body: Bytes(body.utf8))
        }
    }

    private static func refusing(_ status: Int, _ code: String) -> AuthClient {
        answering(status, #"{"error":{"code":"\#(code)","message":"x"}}"#)
    }

    private static let masked = #"{"phone_masked":"138****8000"}"#
    private let sealed = ["openid": "o1", "encryptedData": "YQ==", "iv": "Yg=="]

    private func call(
        _ points: PointsWorld,
        _ name: String,
        _ parameters: [String: String]? = nil
    ) async -> Answer {
        await points.harness.call(
            .post,
            "/api/\(name)/",
            parameters ?? sealed,
            as: PointsWorld.caller(1)
        )
    }

    @Test(
        arguments: [
            (422, "session_key_wrong", #"{"code":-4,"msg":"错误的session key"}"#, 200),
            (422, "data_malformed", #"{"code":-7,"msg":"解析数据失败"}"#, 200),
            (422, "data_of_another_app", #"{"code":-7,"msg":"解析数据失败"}"#, 200),
            (422, "data_of_another_user", #"{"code":-7,"msg":"解析数据失败"}"#, 200),
            (422, "code_refused", #"{"code":-7,"msg":"解析数据失败"}"#, 200),
            (422, "phone_missing", #"{"code":-6,"msg":"微信用户没有手机号码"}"#, 200),
            (404, "identity_unknown", #"{"code":-5,"msg":"错误的openid"}"#, 200),
            (409, "bound_to_another_mobile", #"{"code":-3,"msg":"仅能认证一次"}"#, 200),
            (409, "app_unconfigured", #"{"code":-2,"msg":"微信配置不存在"}"#, 200),
            (503, "wechat_away", #"{"code":-503,"#, 503), (500, "internal", #"{"code":-503,"#, 503),
            (400, "parameter_missing", #"{"code":-500,"#, 500),
        ]
    )
    func phoneRefusals(_ status: Int, _ code: String, _ body: String, _ answered: Int) async throws
    {
        let points = try await PointsWorld(auth: Self.refusing(status, code))
        let answer = await call(points, "wx_phone")
        #expect(answer.status == answered && answer.body.hasPrefix(body), "\(answer)")
        #expect(try await points.check() == LedgerCheck.Sums())
    }

    @Test(
        arguments: [
            (422, "session_key_wrong", #"{"code":-3,"msg":"错误的session key"}"#),
            (422, "data_malformed", #"{"code":-5,"msg":"解析失败"}"#),
            (422, "data_of_another_app", #"{"code":-5,"msg":"解析失败"}"#),
            (404, "identity_unknown", #"{"code":-4,"msg":"错误的openid"}"#),
            (409, "app_unconfigured", #"{"code":-2,"msg":"微信配置为空"}"#),
        ]
    )
    func runRefusals(_ status: Int, _ code: String, _ body: String) async throws {
        let points = try await PointsWorld(auth: Self.refusing(status, code))
        #expect(await call(points, "wx_run") == Answer(200, body))
        #expect(try await points.check() == LedgerCheck.Sums())
    }

    @Test(arguments: [InternalFailure.unstubbed, .timedOut, .brokenAnswer, .disconnected])
    func authIsAway(_ failure: InternalFailure) async throws {
        let auth = Self.auth { (_) throws(InternalFailure) in throw failure }
        let points = try await PointsWorld(auth: auth)
        for name in ["wx_phone", "wx_run"] {
            let answer = await call(points, name)
            #expect(answer.status == 503 && answer.headers["Retry-After"] == "5")
        }
    }

    @Test func whatIsMissing() async throws {
        let points = try await PointsWorld()
        let wrong = sealed.merging(["openid": "o2"]) { $1 }
        // The contract has other words there.
        let noSteps = Answer(200, #"{"code":-1,"msg":"参数字段不能为空"}"#)
        for name in ["openid", "encryptedData", "iv"] {
            let parameters = sealed.filter { $0.key != name }
            #expect(await call(points, "wx_phone", parameters) == .missing, "\(name)")
            #expect(await call(points, "wx_run", parameters) == noSteps, "\(name)")
        }
        #expect(await call(points, "wx_phone", wrong).body.hasPrefix(#"{"code":-5,"#))
        #expect(await call(points, "wx_run", wrong).body.hasPrefix(#"{"code":-4,"#))
        #expect(await call(points, "wx_run", ["openid": "o1", "code": "c"]) == noSteps)
    }

    @Test func everyWayToSendAPhone() async throws {
        let asked = Locked<[String]>([])
        let auth = Self.auth { (body) throws(InternalFailure) in
            asked.withLock { $0.append(String(decoding: body, as: UTF8.self)) }
            return InternalAnswer(status: 422, body: [])
        }
        let points = try await PointsWorld(auth: auth)
        let wire = ["openid": "o1", "encrypted_data": "YQ==", "iv": "Yg==", "code": "c"]
        _ = await call(points, "wx_phone", wire)
        _ = await call(points, "wx_phone")
        _ = await call(points, "wx_phone", ["openid": "o1", "code": "c"])
        let sealed = #"{"iid":1,"kind":"phone","encryptedData":"YQ==","iv":"Yg=="}"#
        #expect(asked.withLock { $0 } == [sealed, sealed, #"{"iid":1,"kind":"phone","code":"c"}"#])
    }

    @Test(arguments: [("wx_phone", 1, 50), ("wx_run", 20, 20)])
    func paysOnceAlsoTwentyAtOnce(_ name: String, _ successes: Int, _ worth: Int64) async throws {
        let body = name == "wx_phone" ? Self.masked : #"{"steps":[]}"#
        let points = try await PointsWorld(auth: Self.answering(200, body))
        let answers = await withTaskGroup(of: Answer.self) { group in
            for _ in 0..<20 { group.addTask { await self.call(points, name) } }
            return await group.reduce(into: [Answer]()) { $0.append($1) }
        }
        #expect(answers.count { $0 == .ok } == successes)
        let once = Answer(200, #"{"code":-3,"msg":"仅能认证一次"}"#)
        #expect(answers.allSatisfy { $0 == .ok || $0 == once })
        let sums = LedgerCheck.Sums(participants: 1, entries: 1, balance: worth)
        #expect(try await points.check() == sums)
        let status = await points.get("/api/auth_status/", ["openid": "o1"]).body
        #expect(status.contains(#""is_phone":\#(name == "wx_phone")"#))
        #expect(status.contains(#""is_wx_run":\#(name == "wx_run")"#))
    }

    /// 2026-01-01 to 31 in China; the last one again with more steps later.
    @Test func keepsStepsByDay() async throws {
        let start: Int64 = 1_767_196_800
        let month = (Int64(0)..<31).map { #"{"at":\#(start + $0 * 86_400),"steps":\#(1000 + $0)}"# }
        let days = Locked(month)
        let auth = Self.auth { (_) throws(InternalFailure) in
            let list = days.withLock { $0.joined(separator: ",") }
            return InternalAnswer(status: 200, body: Bytes(#"{"steps":[\#(list)]}"#.utf8))
        }
        let points = try await PointsWorld(auth: auth)
        #expect(await call(points, "wx_run") == .ok)
        let later = start + 30 * 86_400 + 3600
        days.withLock { $0 = $0.dropFirst().dropLast() + [#"{"at":\#(later),"steps":7777}"#] }
        #expect(await call(points, "wx_run") == .ok)
        let kept = try await points.service.database.read { connection in
            try connection.all(
                "SELECT day, steps FROM steps WHERE iid = 1 ORDER BY day",
                row: { try "\($0.day(0).text) \($0.integer(1))" }
            )
        }
        #expect(kept.count == 31)
        #expect(kept.first == "2026-01-01 1000" && kept.last == "2026-01-31 7777")
        for odd in [#"{"at":1}"#, #"{"at":1,"steps":-1}"#, #"{"at":1,"steps":1e9}"#, "7"] {
            days.withLock { $0 = [odd] }
            #expect(await call(points, "wx_run").body.hasPrefix(#"{"code":-5,"#), "\(odd)")
        }
        #expect(try await points.check().entries == 1)
    }
}
