import Basics
import Events
import HTTP
import Jobs
import Images
import JSON
import Media
import PointsDomain
import ServiceKit
import Storage
import Testing

@testable import PointsServer

/// Links to private pictures: one file, one reader, five minutes, every look in the log.
@Suite struct LookTests {
    private func link(
        _ points: PointsWorld,
        _ id: Int64,
        as number: Int64 = 1
    ) async throws -> String {
        let answer = await points.get(
            "/api/query_upload/",
            ["openid": "o\(number)", "id": "\(id)"],
            as: number
        )
        let url = try answer.json["data"]?["url"]?.string
        return try #require(url, "\(answer)").replacing("https://example.com", with: "")
    }

    private func look(_ points: PointsWorld, _ target: String) async -> ServiceKit.Answer {
        await points.harness.call(.get, target)
    }

    @Test func ownerLooks() async throws {
        let points = try await PointsWorld()
        let id = try await points.uploaded(try PointsWorld.picture(width: 30, height: 20))
        let target = try await link(points, id)
        let answer = await look(points, target)
        #expect(answer.status == 200)
        #expect(answer.headers["Content-Type"] == "image/jpeg")
        #expect(answer.headers["X-Content-Type-Options"] == "nosniff")
        #expect(answer.headers["Cache-Control"] == "private, no-store")
        let looks = try await points.service.database.read { try UploadStore($0).looks(at: ID(id)) }
        #expect(looks.map(\.reader) == ["owner"])
    }

    @Test func whoAsksForTheHeadHasNotLooked() async throws {
        let points = try await PointsWorld()
        let id = try await points.uploaded(try PointsWorld.picture())
        let target = try await link(points, id)
        let answer = await points.harness.call(.head, target)
        #expect(answer.status == 200 && answer.headers["Content-Type"] == "image/jpeg")
        let looks = try await points.service.database.read { try UploadStore($0).looks(at: ID(id)) }
        #expect(looks.isEmpty)
        #expect(await points.harness.call(.head, "\(target)x").status == 403)
        await points.deliver(.of(1, "user.deleted", iid: 1))
        #expect(await points.harness.call(.head, target).status == 404)
    }

    @Test func onlyForFiveMinutes() async throws {
        let points = try await PointsWorld()
        let target = try await link(points, try await points.uploaded(try PointsWorld.picture()))
        points.world.time.advance(seconds: 300)
        #expect(await look(points, target).status == 200)
        points.world.time.advance(seconds: 1)
        let over = await look(points, target)
        #expect(over == Answer(403, #"{"code":-403,"msg":"没有权限"}"#))
    }

    @Test func nothingOfALinkCanBeChanged() async throws {
        let points = try await PointsWorld()
        let one = try await link(points, try await points.uploaded(try PointsWorld.picture(1)))
        let two = try await link(points, try await points.uploaded(try PointsWorld.picture(2)))
        let file = try #require(one.split(separator: "?").first)
        let other = try #require(two.split(separator: "?").first)
        let changed = [
            one.replacing(file, with: other), one.replacing("owner", with: "auditor%3Ax"),
            one.replacing("expires=1", with: "expires=2"), String(one.dropLast()),
            one.replacing(".jpg", with: ".small.jpg"), String(file), "\(file)?signature=",
        ]
        for target in changed {
            let answer = await look(points, target)
            #expect(answer.status == 403, "\(target) \(answer)")
        }
        #expect(await look(points, one).status == 200)
    }

    @Test func codes() async throws {
        let points = try await PointsWorld()
        let id = try await points.uploaded(try PointsWorld.picture())
        let cases: [([String: String], Int64, String)] = [
            (["openid": "o1"], 1, "-1"), (["openid": "o2", "id": "\(id)"], 1, "-2"),
            (["openid": "o2", "id": "\(id)"], 2, "-3"), (["openid": "o1", "id": "7"], 1, "-3"),
            (["openid": "o1", "id": "x"], 1, "-400"),
        ]
        for (parameters, number, code) in cases {
            let answer = await points.get("/api/query_upload/", parameters, as: number)
            #expect(answer.body.hasPrefix(#"{"code":\#(code),"#), "\(parameters) \(answer)")
        }
    }

    /// What is gone is gone, also for whoever still has a link.
    @Test func goneWithTheAccount() async throws {
        let points = try await PointsWorld()
        let id = try await points.uploaded(try PointsWorld.picture())
        let kept = try await points.uploaded(try PointsWorld.picture(), as: 2)
        #expect(await points.apply("[\(id)]") == .ok)
        let target = try await link(points, id)
        #expect(await look(points, target).status == 200)
        await points.deliver(.of(1, "user.deleted", iid: 1))
        #expect(await look(points, target).status == 404)
        await points.service.jobs.runDue()
        #expect(try await points.files().count == 2)
        #expect(await look(points, try await link(points, kept, as: 2)).status == 200)
        let state = try await points.service.database.read { try AuditStore($0).state(of: ID(1)) }
        #expect(state == .failed)
        let list = await points.harness.call(.get, "/admin/points/audits", by: .key)
        #expect(list.body.hasPrefix(#"{"rows":[]"#))
        let again = await points.upload(try PointsWorld.picture())
        #expect(again.body.hasPrefix(#"{"code":-2,"#))
        #expect(try await points.files().count == 2)
    }
}
