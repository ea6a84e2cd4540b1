import Basics
import Contracts
import HTTP
import Images
import JSON
import Jobs
import Media
import ServiceKit
import Testing
import WeChat

@testable import AuthServer

/// Since `chooseAvatar` gives a file of the phone's, there is a place for it.
@Suite struct AvatarTests {
    private static let paths = [
        "/api/upload_avatar/", "/miniprog/wx_auth/upload_avatar", "/api/smallapp/uploadAvatar",
        "/api/treasure/uploadAvatar",
    ]

    private static func form(_ file: Bytes) -> Bytes {
        Bytes(
            "--x\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.jpg\"\r\n\r\n".utf8
        ) + file + Bytes("\r\n--x--\r\n".utf8)
    }

    private static func picture(_ shade: UInt8 = 0) throws -> Bytes {
        try Picture(width: 8, height: 8, filled: Color(red: shade, green: 0, blue: 0)).png()
    }

    private func upload(
        _ file: Bytes,
        to path: String,
        as identity: Identity,
        in world: AuthWorld
    ) async -> Answer {
        await world.harness.call(
            .post,
            path,
            body: Self.form(file),
            type: "multipart/form-data; boundary=x",
            as: identity
        )
    }

    private func world() async throws -> (AuthWorld, Identity) {
        let world = try await AuthWorld()
        world.weChat.code("a", of: "o1")
        #expect(await world.request(["code": "a"]).code == 0)
        return (world, try await world.identity(of: "o1"))
    }

    /// The address, wherever the contract has it.
    private func address(_ answer: Answer) throws -> String {
        let places = [
            answer.json["avatar"], answer.data["avatar"],
            answer.json["results"]?.array?.first?["avatar"],
        ]
        let found = places.compactMap { $0?.string }
        return try #require(found.first, "\(answer)")
    }

    @Test(arguments: paths)
    func isSeenByAllOnceItWasLookedAt(_ path: String) async throws {
        let (world, identity) = try await world()
        let answer = await upload(try Self.picture(), to: path, as: identity, in: world)
        #expect(answer.status == 200, "\(answer)")
        let address = try address(answer)
        #expect(address.hasPrefix("https://example.com/media/auth/"))
        let told = try await world.events("user.changed").last
        #expect(told?["avatar"]?.string == address)
        let file = String(address.dropFirst("https://example.com".count))
        #expect(await world.harness.call(.get, file).status == 404)
        let check = try #require(
            try await world.auth.database.read {
                try UploadStore($0).upload(withFile: String(file.dropFirst("/media/auth/".count)))
            }
        )
        let link = world.auth.avatars.links.link(to: check.file, for: .contentCheck)
        let ticket = String(link.dropFirst("https://example.com".count))
        #expect(await world.harness.call(.get, ticket).status == 200)
        #expect(await world.harness.call(.get, ticket + "x").status == 403)
        _ = try await world.auth.database.write(refusing: Upload.Refusal.self) { unit in
            _ = try UploadStore(unit.connection).decide(check.id, mayBeShown: true)
        }
        #expect(await world.harness.call(.get, file).status == 200)
        // The same again is the same.
        let again = await upload(try Self.picture(), to: path, as: identity, in: world)
        #expect(try self.address(again) == address)
    }

    @Test(arguments: paths)
    func refuses(_ path: String) async throws {
        let (world, identity) = try await world()
        let nothing = await world.harness.call(.post, path, [:], as: identity)
        #expect(nothing.status == (path.contains("wx_auth") ? 403 : 200))
        let empty = await upload([], to: path, as: identity, in: world)
        #expect(empty == nothing)
        let text = await upload(Bytes("<svg/>".utf8), to: path, as: identity, in: world)
        #expect(text.body.contains("请选择图片文件"))
        let noFile = await world.harness.call(.post, path, ["image": "x"], as: identity)
        #expect(noFile == text)
        var huge = try Self.picture()
        huge.replaceSubrange(16..<24, with: [0, 0, 0x7f, 0xff, 0, 0, 0x7f, 0xff])
        let large = await upload(huge, to: path, as: identity, in: world)
        #expect(large.body.contains("图片过大"))
        for shade in 0..<20 {
            let one = await upload(
                try Self.picture(UInt8(shade)),
                to: path,
                as: identity,
                in: world
            )
            #expect(one.status == 200 && one.body.contains("/media/auth/"))
        }
        let many = await upload(try Self.picture(99), to: path, as: identity, in: world)
        #expect(many.body.contains("上传的图片过多"))
        #expect(Set([text.code, large.code, many.code]).count == 1)
    }

    @Test func itGoesWithTheAccount() async throws {
        let (world, identity) = try await world()
        _ = await upload(try Self.picture(), to: Self.paths[0], as: identity, in: world)
        #expect(try await world.count("SELECT count(*) FROM upload") == 1)
        try await world.auth.deleteAccount(of: identity)
        #expect(try await world.count("SELECT count(*) FROM upload") == 0)
        #expect(try await world.count("SELECT count(*) FROM upload_removal") == 2)
    }

    @Test func whatWeChatPassesIsShown() async throws {
        let (world, identity) = try await world()
        let answer = await upload(try Self.picture(), to: Self.paths[0], as: identity, in: world)
        let file = String(try address(answer).dropFirst("https://example.com".count))
        world.weChat.nextTrace("t-1")
        await world.auth.jobs.runDue()
        #expect(await world.harness.call(.get, file).status == 404)
        let secrets = await world.harness.call(
            .post,
            "/admin/auth/apps/1/message-push",
            ["token": "a-token-of-ours"],
            by: AuthWorld.owner
        )
        try #require(secrets.status == 200)
        let push = try #require(
            MessagePush(appid: AuthWorld.appid, token: "a-token-of-ours", encodingAESKey: nil)
        )
        let signature = push.signature(timestamp: "1", nonce: "2")
        let told = await world.harness.call(
            .post,
            "/callbacks/wechat/1?signature=\(signature)&timestamp=1&nonce=2",
            json: #"{"ToUserName":"gh_1","FromUserName":"o1","CreateTime":"1768449600","#
                + #""MsgType":"event","Event":"wxa_media_check","trace_id":"t-1","errcode":0,"#
                + #""result":{"suggest":"pass","label":100}}"#
        )
        #expect(told.status == 200, "\(told)")
        #expect(await world.harness.call(.get, file).status == 200)
    }
}
