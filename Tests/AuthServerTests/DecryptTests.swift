import AuthDomain
import Basics
import HTTP
import JSON
import ServiceKit
import Storage
import Testing
import WeChat

@testable import AuthServer

@Suite struct DecryptTests {
    private static let path = "/internal/decrypt"

    /// A world in which o1 has logged in to points; and its number.
    private func worldAndIID() async throws -> (AuthWorld, String) {
        let world = try await AuthWorld()
        world.weChat.code("a", of: "o1")
        #expect(await world.request(["code": "a"]).code == 0)
        return (world, "\(try await world.count("SELECT iid FROM identity"))")
    }

    @Test func aPhoneIsBoundAndOnlyShownMasked() async throws {
        let (world, iid) = try await worldAndIID()
        let data = try PhoneData.phone().parameters(["iid": iid, "kind": "phone"])
        for _ in 0..<2 {
            #expect(
                await world.harness.call(.post, Self.path, data)
                    == Answer(200, #"{"phone_masked":"138****8000"}"#)
            )
        }
        #expect(
            try await world.count(
                "SELECT count(*) FROM user_account WHERE mobile_verified_at IS NOT NULL"
            ) == 1
        )
        #expect(try await world.events("user.phone_bound").count == 1)
        let changed = try #require(try await world.events("user.changed").last)
        #expect(changed["is_phone"] == .bool(true) && changed["iids"]?.array?.count == 1)
        let other = try PhoneData.phone("13900139000").parameters(["iid": iid, "kind": "phone"])
        let refused = await world.harness.call(.post, Self.path, other)
        #expect(refused.status == 409 && refused.errorName == "bound_to_another_mobile")
    }

    @Test func aPhoneCodeIsAsGood() async throws {
        let (world, iid) = try await worldAndIID()
        world.weChat.phoneCode("p", is: "13800138000")
        let answer = await world.harness.call(
            .post,
            Self.path,
            ["iid": iid, "kind": "phone", "code": "p"]
        )
        #expect(answer == Answer(200, #"{"phone_masked":"138****8000"}"#))
        let again = await world.harness.call(
            .post,
            Self.path,
            ["iid": iid, "kind": "phone", "code": "q"]
        )
        #expect(again.status == 422 && again.errorName == "code_refused")
    }

    /// A double tap: WeChat takes a code once.
    @Test func aPhoneCodeThatIsSentTwiceIsAnsweredTwice() async throws {
        let (world, iid) = try await worldAndIID()
        world.weChat.phoneCode("p", is: "13800138000")
        let form = ["iid": iid, "kind": "phone", "code": "p"]
        async let one = world.harness.call(.post, Self.path, form)
        async let two = world.harness.call(.post, Self.path, form)
        let shown = Answer(200, #"{"phone_masked":"138****8000"}"#)
        #expect(await [one, two] == [shown, shown])
        world.world.time.advance(seconds: 59)
        #expect(await world.harness.call(.post, Self.path, form) == shown)
        // For a minute, and for that person.
        world.weChat.code("b", of: "o2")
        #expect(await world.request(["code": "b"]).code == 0)
        let other = try await world.identity(of: "o2")
        let theirs = ["iid": "\(other.iid.rawValue)", "kind": "phone", "code": "p"]
        #expect(await world.harness.call(.post, Self.path, theirs).errorName == "code_refused")
        world.world.time.advance(seconds: 2)
        #expect(await world.harness.call(.post, Self.path, form).errorName == "code_refused")
        try await world.auth.forget()
        #expect(try await world.count("SELECT count(*) FROM phone_code") == 0)
    }

    @Test(arguments: [
        (WeChatFailure.unstubbed, 503, "wechat_away"),
        (.brokenAnswer, 503, "wechat_away"),
        (FakeWeChat.refusal(45011), 503, "wechat_away"),
        (FakeWeChat.refusal(40125), 409, "app_unconfigured"),
        (FakeWeChat.refusal(48001), 409, "app_unconfigured"),
        (FakeWeChat.refusal(40163), 422, "code_refused"),
    ])
    func whatWeChatSaysToACode(_ failure: WeChatFailure, _ status: Int, _ name: String)
        async throws
    {
        let (world, iid) = try await worldAndIID()
        world.weChat.fail(failure)
        let answer = await world.harness.call(
            .post,
            Self.path,
            ["iid": iid, "kind": "phone", "code": "p"]
        )
        #expect(answer.status == status && answer.errorName == name)
    }

    @Test func bothKeysOpenAndTheThirdDoesNot() async throws {
        let (world, iid) = try await worldAndIID()
        for (code, key) in [("b", 8), ("c", 9)] as [(String, UInt8)] {
            world.weChat.code(code, of: "o1", key: key)
            _ = await world.request(["code": code])
        }
        for (key, isOpen) in [(9, true), (8, true), (7, false)] as [(UInt8, Bool)] {
            let data = try PhoneData.profile(of: "o1", key: key)
            let answer = await world.harness.call(
                .post,
                Self.path,
                data.parameters(["iid": iid, "kind": "profile"])
            )
            if isOpen {
                #expect(answer.status == 200 && answer.json["nickname"]?.string == "小明")
            } else {
                #expect(answer.status == 422 && answer.errorName == "session_key_wrong")
            }
        }
    }

    @Test func stepsAreGivenByTheirMoments() async throws {
        let (world, iid) = try await worldAndIID()
        let data = try PhoneData(
            #"{"stepInfoList":[{"timestamp":1768406400,"step":12}],"#
                + PhoneData.mark(AuthWorld.appid)
        )
        #expect(
            await world.harness.call(
                .post,
                Self.path,
                data.parameters(["iid": iid, "kind": "werun"])
            ) == Answer(200, #"{"steps":[{"at":1768406400,"steps":12}]}"#)
        )
    }

    @Test func eachFailureHasItsName() async throws {
        let (world, iid) = try await worldAndIID()
        let mark = PhoneData.mark(AuthWorld.appid)
        let good = try PhoneData.phone()
        let cases: [(String, String, String, String, Int)] = [
            ("phone", "***", good.iv, "data_malformed", 422),
            ("phone", good.encryptedData, "AAAA", "data_malformed", 422),
            ("phone", Base64.encode([1, 2, 3]), good.iv, "data_malformed", 422),
            ("phone", try PhoneData("[]").encryptedData, good.iv, "data_malformed", 422),
            ("werun", good.encryptedData, good.iv, "data_malformed", 422),
            ("phone", try PhoneData.phone(key: 1).encryptedData, good.iv, "session_key_wrong", 422),
            (
                "phone", try PhoneData.phone(appid: AuthWorld.otherAppid).encryptedData, good.iv,
                "data_of_another_app", 422
            ),
            ("phone", try PhoneData("{" + mark).encryptedData, good.iv, "phone_missing", 422),
            ("phone", try PhoneData.phone("").encryptedData, good.iv, "phone_missing", 422),
            (
                "profile", try PhoneData.profile(of: "o2").encryptedData, good.iv,
                "data_of_another_user", 422
            ),
        ]
        for (kind, data, iv, name, status) in cases {
            let answer = await world.harness.call(
                .post,
                Self.path,
                ["iid": iid, "kind": kind, "encryptedData": data, "iv": iv]
            )
            #expect(answer.status == status && answer.errorName == name, "\(kind) \(name)")
        }
        let unknown = await world.harness.call(
            .post,
            Self.path,
            good.parameters(["iid": "1", "kind": "phone"])
        )
        #expect(unknown.status == 404 && unknown.errorName == "identity_unknown")
    }
}
