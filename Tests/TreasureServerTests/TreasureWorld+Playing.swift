import Basics
import HTTP
import Images
import JSON
import Jobs
import Media
import ServiceKit
import Storage
import Testing
import TreasureDomain

@testable import TreasureServer

extension TreasureWorld {
    /// A picture that no other call with another `shade` makes.
    static func picture(_ shade: UInt8 = 0) throws -> Bytes {
        try Picture(width: 8, height: 6, filled: Color(red: shade, green: 1, blue: 2)).png()
    }

    /// `POST /api/treasure/uploadFile` as `wx.uploadFile` sends it.
    func upload(
        _ file: Bytes,
        as caller: Identity,
        unionid: String? = nil
    ) async -> ServiceKit.Answer {
        let head =
            "--B\r\nContent-Disposition: form-data; name=\"unionid\"\r\n\r\n"
            + "\(unionid ?? caller.unionid.text)\r\n"
            + "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\n"
        return await harness.call(
            .post,
            "/api/treasure/uploadFile",
            body: Bytes(head.utf8) + file + "\r\n--B--\r\n".utf8,
            type: "multipart/form-data; boundary=B",
            as: caller
        )
    }

    /// The address of a picture that was uploaded and asked about.
    func uploaded(_ shade: UInt8 = 0, as caller: Identity) async throws -> String {
        let answer = await upload(try Self.picture(shade), as: caller)
        await service.jobs.runDue()
        return try #require(try answer.json["url"]?.string, "\(answer)")
    }

    /// The parameters of a task: goods, handed over on site, one prize.
    static func goods(_ url: String, _ more: [String: String] = [:]) -> [String: String] {
        let all = [
            "goods_type": "2", "url": url, "wxname": "老王", "name": "一袋金桔", "synopsis": "自家种的",
            "prize_num": "1", "forecast_num": "3", "draw_type": "1", "is_public": "1",
        ]
        return all.merging(more) { $1 }
    }

    /// Publishes a task, by its code.
    func published(
        _ more: [String: String] = [:],
        as caller: Identity = caller(1)
    ) async throws -> String {
        let url = try await uploaded(as: caller)
        let answer = await post("publishTask", Self.goods(url, more), as: caller)
        await service.jobs.runDue()
        return try #require(try answer.json["code"]?.string, "\(answer)")
    }

    /// A red packet of so many prizes whose money has come.
    func packet(
        _ more: [String: String] = [:],
        as caller: Identity = caller(1)
    ) async throws -> String {
        let terms = ["goods_type": "1", "money": "5"].merging(more) { $1 }
        let code = try await published(terms, as: caller)
        #expect(try await pay(code))
        return code
    }

    /// The money of a red packet comes. False if it is not taken.
    func pay(_ code: String) async throws -> Bool {
        let id = try await task(code).id
        return try await service.database.write { [course = service.course] unit in
            try course.openPaid(id, in: unit)
        }
    }

    @discardableResult
    func dig(_ code: String, as number: Int64) async -> ServiceKit.Answer {
        await post("digTask", ["code": code], as: number)
    }

    /// Digs until the first prize is found, by strangers from `from` on: the last of them.
    func digUntilWon(_ code: String, from first: Int64 = 100) async throws -> Int64 {
        for number in first..<first + 1000 {
            let answer = await dig(code, as: number)
            try #require(answer.code == 0, "\(answer)")
            if try answer.json["is_prize"]?.integer == 1 { return number }
        }
        throw Lost()
    }

    /// Nobody has won.
    struct Lost: Error {}

    func details(_ code: String, as number: Int64 = 1) async throws -> JSONValue {
        try await get("getTaskDetails", ["code": code], as: number).json
    }

    func task(_ code: String) async throws -> TreasureTask {
        let code = try #require(TaskCode(code))
        return try await service.database.read { connection in
            try #require(try TaskStore(connection).task(code))
        }
    }

    func prizes(of code: String) async throws -> [Prize] {
        let id = try await task(code).id
        return try await service.database.read { try PrizeStore($0).prizes(of: id) }
    }

    /// Something that the back office does.
    @discardableResult
    func office(
        _ code: String,
        _ action: @escaping @Sendable (TaskOffice, ID<TreasureTask>) throws -> Bool
    ) async throws -> Bool {
        let id = try await task(code).id
        return try await service.database.write { [course = service.course] unit in
            try action(TaskOffice(unit: unit, course: course), id)
        }
    }

    func blacklist(_ number: Int64) async throws {
        try await service.database.write { unit in
            _ = try RuleStore(unit.connection)
                .blacklist(ID(number), "test", by: "key", at: unit.now)
        }
    }

    /// The codes of a list, page by page.
    func codes(_ name: String, page: Int = 1, as number: Int64 = 1) async throws -> [String] {
        let answer = await get(name, ["page": "\(page)"], as: number)
        let data = try #require(try answer.json["data"]?.array, "\(answer)")
        return data.compactMap { $0["code"]?.string }
    }
}
