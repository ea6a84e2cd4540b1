import Basics
import HTTP
import Images
import JSON
import Media
import ServiceKit
import Storage
import Testing

@testable import PointsServer

@Suite struct UploadTests {
    @Test func keepsAPicture() async throws {
        let points = try await PointsWorld()
        let id = try await points.uploaded(try PointsWorld.picture(width: 640, height: 480))
        #expect((1..<1 << 53).contains(id))
        let owner = MediaOwner(ID<WeChatIdentity>(1))
        let upload = try await points.service.database.read {
            try #require(try UploadStore($0).upload(ID(id), of: owner))
        }
        #expect(upload.width == 640 && upload.height == 480 && upload.kind == .jpeg)
        #expect(Set(try await points.files()) == [upload.file, upload.thumbnail])
        #expect(try await points.check().participants == 1)
    }

    /// Every line of the table, and what is no business answer.
    @Test func codes() async throws {
        let points = try await PointsWorld()
        let type = "multipart/form-data; boundary=B"
        let caller = PointsWorld.caller(1)
        let empty = await points.upload([])
        #expect(empty.body.hasPrefix(#"{"code":-1,"#))
        let none = await points.harness.call(
            .post,
            "/api/upload/",
            ["openid": "o1"],
            as: caller
        )
        #expect(none.body.hasPrefix(#"{"code":-1,"#))
        let other = await points.upload(try PointsWorld.picture(), openid: "o2")
        #expect(other == Answer(200, #"{"code":-2,"msg":"错误的openid"}"#))
        for file in ["no picture", "GIF89a", "<svg/>"] {
            let answer = await points.upload(Bytes(file.utf8))
            #expect(answer.status == 200 && answer.body.hasPrefix(#"{"code":-3,"msg":"上传文件失败："#))
        }
        let text = await points.harness.call(
            .post,
            "/api/upload/",
            ["openid": "o1", "image": "abc"],
            as: caller
        )
        #expect(text.status == 200 && text.body.hasPrefix(#"{"code":-3,"#))
        let cut = await points.harness.call(
            .post,
            "/api/upload/",
            body: Bytes(PointsWorld.form("o1", try PointsWorld.picture()).dropLast(8)),
            type: type,
            as: caller
        )
        #expect(cut.status == 400 && cut.body.hasPrefix(#"{"code":-400,"#))
        let long = await points.upload(Bytes(repeating: 0, count: 10 << 20))
        #expect(long.status == 413 && long.body.hasPrefix(#"{"code":-413,"#))
        #expect(try await points.files().isEmpty)
    }

    @Test func theSameFileIsTheSamePicture() async throws {
        let points = try await PointsWorld()
        let file = try PointsWorld.picture()
        let first = try await points.uploaded(file)
        #expect(try await points.uploaded(file) == first)
        #expect(try await points.uploaded(file, as: 2) != first)
        let ids = try await withThrowingTaskGroup(of: Int64.self) { group in
            let file = try PointsWorld.picture(9)
            for _ in 0..<10 { group.addTask { try await points.uploaded(file) } }
            return try await group.reduce(into: Set<Int64>()) { $0.insert($1) }
        }
        #expect(ids.count == 1)
        #expect(try await points.files().count == 6)
    }

    @Test func soManyADay() async throws {
        let points = try await PointsWorld(limits: UploadLimits(perDay: 3, totalBytes: 1 << 20))
        let full = Answer(200, #"{"code":-3,"msg":"上传文件失败：今天上传的图片过多"}"#)
        for shade in UInt8(0)..<3 { _ = try await points.uploaded(try PointsWorld.picture(shade)) }
        #expect(await points.upload(try PointsWorld.picture(3)) == full)
        // What is there already costs nothing, and neither does it somebody else.
        _ = try await points.uploaded(try PointsWorld.picture(0))
        _ = try await points.uploaded(try PointsWorld.picture(3), as: 2)
        points.world.time.now = CivilZone.china.start(
            of: CivilZone.china.day(at: points.world.clock.now).adding(days: 1)
        )
        _ = try await points.uploaded(try PointsWorld.picture(3))
        #expect(try await points.files().count == 10)
    }

    /// At once: no more rows than are allowed, and no files without a row.
    @Test func soManyAtOnce() async throws {
        let points = try await PointsWorld(limits: UploadLimits(perDay: 5, totalBytes: 1 << 20))
        let kept = try await withThrowingTaskGroup(of: Bool.self) { group in
            for shade in UInt8(0)..<12 {
                let file = try PointsWorld.picture(shade)
                group.addTask { await points.upload(file).body.hasPrefix(#"{"code":0,"#) }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(kept == 5)
        #expect(try await points.files().count == 10)
    }

    @Test func soMuchInAll() async throws {
        let points = try await PointsWorld(limits: UploadLimits(perDay: 50, totalBytes: 3000))
        var refused = false
        for shade in UInt8(0)..<10 where !refused {
            let answer = await points.upload(try PointsWorld.picture(shade))
            refused = answer.body.contains("上传空间已用完")
        }
        #expect(refused)
    }

    /// Long files lie outside of memory while they come in, and nothing of them is left.
    @Test func longFiles() async throws {
        let points = try await PointsWorld()
        let file = try PointsWorld.picture() + Bytes(repeating: 7, count: 3 << 20)
        _ = try await points.uploaded(file)
        #expect(try await points.files().count == 2)
    }

    @Test func orphansAreSwept() async throws {
        let points = try await PointsWorld()
        _ = try await points.uploaded(try PointsWorld.picture())
        let orphans: [(String, Bytes)] = [
            ("00ff.jpg", [1]), ("00ff.small.jpg", [1]), ("00ee.jpg.new", [1]),
        ]
        try await points.service.uploads.folder.save(orphans)
        try await points.service.uploads.sweepOrphans()
        #expect(try await points.files().count == 5)
        try await points.service.uploads.sweepOrphans(olderThanSeconds: -10)
        #expect(try await points.files().count == 2)
    }
}
