import Basics
import HTTP
import JSON
import ServiceKit
import Testing
import WeChat

@testable import SandboxServer

@Suite struct EncryptTests {
    private static let appid = "wx6b756d7175617401"

    private static func encrypt(
        _ world: SandboxWorld,
        _ members: String
    ) async throws -> SandboxWorld.Reply {
        try await world.post("/sandbox/encrypt", #"{"user":"xiaoming",\#(members)}"#)
    }

    private static func sealed(_ reply: SandboxWorld.Reply) throws -> SealedData {
        SealedData(
            encryptedData: try #require(reply.json["encryptedData"]?.string),
            iv: try #require(reply.json["iv"]?.string)
        )
    }

    private static func key(_ world: SandboxWorld) async throws -> SessionKey {
        try #require(SessionKey(try await world.login()["session_key"]?.string ?? ""))
    }

    private static func open(
        _ world: SandboxWorld,
        _ members: String,
        appid: String = appid
    ) async throws -> OpenData {
        try OpenData.open(
            sealed(try await encrypt(world, members)),
            with: [try await key(world)],
            appid: appid
        )
    }

    @Test func phone() async throws {
        let world = try await SandboxWorld()
        let data = try await Self.open(world, #""kind":"phone""#)
        let phone = try data.phoneNumber()
        #expect(phone.pure == "13800138001")
        #expect(phone.countryCode == "86")
        #expect(data.watermark.at == world.world.clock.now)
    }

    @Test func profile() async throws {
        let world = try await SandboxWorld()
        let session = try await world.login()
        let reply = try await Self.encrypt(world, #""kind":"profile""#)
        let key = try await Self.key(world)
        let data = try OpenData.open(Self.sealed(reply), with: [key], appid: Self.appid)
        let user = try data.userInfo()
        #expect(user.nickname == "小明")
        #expect(user.gender == 1)
        #expect(user.openid?.text == session["openid"]?.string)
        #expect(user.unionid?.text == session["unionid"]?.string)
        let raw = try #require(reply.json["rawData"]?.string)
        let signature = try #require(reply.json["signature"]?.string)
        #expect(OpenData.isSigned(rawData: raw, signature: signature, by: key))
        #expect(raw.hasPrefix(#"{"nickName":"小明","gender":1,"#))
    }

    /// 31 days, each at its start in China, the present day last.
    @Test func steps() async throws {
        let world = try await SandboxWorld()
        _ = try await world.post("/sandbox/users", #"{"name":"xiaoming","steps":[5,7]}"#)
        let steps = try await Self.open(world, #""kind":"werun""#).steps()
        #expect(steps.count == 31)
        #expect(steps.suffix(2).map(\.steps) == [5, 7])
        #expect(steps.dropLast(2).allSatisfy { $0.steps == 0 })
        // 2026-01-15 00:00:00 in China.
        #expect(steps.last?.at == UnixTime(seconds: 1_768_406_400))
        #expect(
            zip(steps, steps.dropFirst()).allSatisfy { $1.at.seconds - $0.at.seconds == 86_400 }
        )
    }

    @Test func somebodyElsesData() async throws {
        let world = try await SandboxWorld()
        let data = try await Self.open(world, #""kind":"phone","as_user":"laowang""#)
        #expect(try data.phoneNumber().pure == "13800138003")
    }

    @Test func anotherAppsWatermark() async throws {
        let world = try await SandboxWorld()
        await #expect(throws: OpenDataFailure.wrongApp) {
            try await Self.open(world, #""kind":"phone","as_app":"wx6b756d7175617402""#)
        }
    }

    @Test func otherTexts() async throws {
        let world = try await SandboxWorld()
        await #expect(throws: OpenDataFailure.notJSON) {
            try await Self.open(world, #""kind":"phone","raw":"hello""#)
        }
        await #expect(throws: OpenDataFailure.notJSON) {
            try await Self.open(world, #""kind":"phone","raw":"""#)
        }
    }

    @Test func theKeyIsTheUsersOwn() async throws {
        let world = try await SandboxWorld()
        let reply = try await world.post(
            "/sandbox/encrypt",
            #"{"user":"laowang","kind":"phone"}"#
        )
        let key = try await Self.key(world)
        #expect(throws: OpenDataFailure.wrongKey) {
            try OpenData.open(Self.sealed(reply), with: [key], appid: Self.appid)
        }
    }

    /// After a change of the key new data opens with the new one only.
    @Test func thePresentKey() async throws {
        let world = try await SandboxWorld()
        let old = try await Self.key(world)
        _ = try await world.post(
            "/sandbox/faults",
            #"{"path":"/sns/jscode2session","kind":"rotate_session_key"}"#
        )
        let new = try await Self.key(world)
        let sealed = try Self.sealed(await Self.encrypt(world, #""kind":"phone""#))
        #expect(throws: OpenDataFailure.wrongKey) {
            try OpenData.open(sealed, with: [old], appid: Self.appid)
        }
        #expect(throws: Never.self) {
            try OpenData.open(sealed, with: [new, old], appid: Self.appid)
        }
    }

    @Test(arguments: [
        (#""kind":"photo""#, "bad_request"), (#""nickname":"x""#, "bad_request"),
        (#""kind":"phone","as_user":"nobody""#, "user_unknown"),
        (#""kind":"phone","appid":"wx0""#, "app_unknown"),
        (#""kind":7"#, "bad_request"),
    ])
    func refused(_ members: String, _ code: String) async throws {
        let world = try await SandboxWorld()
        #expect(try await Self.encrypt(world, members).error == code)
    }
}
