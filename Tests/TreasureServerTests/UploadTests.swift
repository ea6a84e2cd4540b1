import Basics
import Events
import HTTP
import Images
import JSON
import Jobs
import Media
import ServiceKit
import Testing
import TreasureDomain

@testable import TreasureServer

@Suite struct UploadTests {
    private static let one = TreasureWorld.caller(1)

    private func look(_ address: String, in treasure: TreasureWorld) async -> Int {
        let path = String(address.dropFirst("https://example.com".count))
        return await treasure.harness.call(.get, path).status
    }

    /// Its owner sees it at once, others once WeChat has passed it.
    @Test func isSeenOnceItIsPassed() async throws {
        let treasure = try await TreasureWorld()
        treasure.judge.image = .pending
        let link = try await treasure.uploaded(as: Self.one)
        let address = String(link.prefix { $0 != "?" })
        #expect(treasure.judge.images.count == 1)
        #expect(await look(link, in: treasure) == 200)
        #expect(await look(address, in: treasure) == 404)
        await treasure.deliver(.checked(1, Judge.checkID(1), "pass"))
        #expect(await look(address, in: treasure) == 200)
        // The same file again is the same picture, and nobody is asked again.
        let again = await treasure.upload(try TreasureWorld.picture(), as: Self.one)
        #expect(try again.json["url"]?.string == address)
        await treasure.service.jobs.runDue()
        #expect(treasure.judge.images.count == 1)
        let thumbnail = address.replacing(".jpg", with: ".small.jpg")
        #expect(await look(thumbnail.replacing(".png", with: ".small.png"), in: treasure) == 200)
    }

    @Test func isAskedAboutUntilThereIsAnAnswer() async throws {
        let treasure = try await TreasureWorld()
        treasure.judge.failure = .unavailable(retryAfterSeconds: 1)
        let link = try await treasure.uploaded(as: Self.one)
        #expect(await look(String(link.prefix { $0 != "?" }), in: treasure) == 404)
        treasure.judge.failure = nil
        treasure.world.time.advance(seconds: 3600)
        await treasure.service.jobs.runDue()
        #expect(await look(String(link.prefix { $0 != "?" }), in: treasure) == 200)
    }

    /// Every line of the table.
    @Test func refusals() async throws {
        let limits = UploadLimits(perDay: 2, totalBytes: 500 << 20, fileBytes: 3000, pixels: 100)
        let treasure = try await TreasureWorld(limits: limits)
        func upload(_ file: Bytes, unionid: String? = nil) async -> ServiceKit.Answer {
            await treasure.upload(file, as: Self.one, unionid: unionid)
        }
        let good = try TreasureWorld.picture()
        #expect(await upload([]) == .missing)
        let text = await treasure.post("uploadFile", ["file": "abc"])
        #expect(text == .refused("请选择图片文件", 2))
        #expect(await upload(good, unionid: "u2") == .refused("unionid错误", 3))
        let nobody = await treasure.upload(good, as: TreasureWorld.nobody)
        #expect(nobody == .refused("请先登录", 4))
        try await treasure.blacklist(5)
        let listed = await treasure.upload(good, as: TreasureWorld.caller(5))
        #expect(listed == .refused("您的账号已被限制上传", 5))
        #expect(await upload(Bytes("no picture".utf8)) == .refused("只支持JPEG、PNG、GIF和WebP图片", 6))
        #expect(await upload(Bytes(repeating: 1, count: 3001)) == .refused("文件过大", 7))
        let wide = try Picture(width: 50, height: 3, filled: Color(red: 1, green: 1, blue: 2)).png()
        #expect(await upload(wide) == .refused("图片尺寸过大", 8))
        #expect(await upload(Bytes(good.dropLast(20))) == .refused("图片已损坏", 9))
        for shade in [1, 2] as [UInt8] {
            #expect(await upload(try TreasureWorld.picture(shade)).code == 0)
        }
        #expect(await upload(try TreasureWorld.picture(3)) == .refused("今天上传的图片过多", 10))
    }

    @Test func noMoreThanThereIsRoomFor() async throws {
        let limits = UploadLimits(perDay: 50, totalBytes: 10)
        let treasure = try await TreasureWorld(limits: limits)
        let answer = await treasure.upload(try TreasureWorld.picture(), as: Self.one)
        #expect(answer == .refused("上传空间已用完", 11))
    }
}
