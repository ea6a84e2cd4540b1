import Basics
import ServiceKit
import TestKit
import Testing

@testable import AuthServer

/// WeChat's developer tools name an app of their own in the `Referer`.
@Suite struct DevToolsTests {
    private static func page(_ appid: String, _ version: String = "devtools") -> [(
        name: String, value: String
    )] {
        [("Referer", "https://servicewechat.com/\(appid)/\(version)/page-frame.html")]
    }

    @Test(
        arguments: [
            ("touristappid", nil, 1), ("wx1111111111111111", nil, 1),
            ("touristappid", AuthWorld.otherAppid, 2), (AuthWorld.otherAppid, AuthWorld.appid, 2),
        ] as [(String, String?, Int64)]
    )
    func whichApp(_ appid: String, _ parameter: String?, _ number: Int64) async throws {
        let world = try await AuthWorld()
        world.weChat.code("a", of: "o1")
        var parameters = ["code": "a"]
        parameters["appid"] = parameter
        let answer = await world.request(parameters, headers: Self.page(appid))
        #expect(answer.code == 0)
        #expect(try await world.count("SELECT app_id FROM identity") == number)
        let isSaid = world.world.lines.all.contains { $0.contains("developer tools") }
        #expect(isSaid == (appid != AuthWorld.otherAppid))
    }

    /// An appid that nobody knows stays the contract's refusal everywhere else.
    @Test(
        arguments: [
            (Stage.production, "touristappid", "devtools", nil),
            (.sandbox, "touristappid", "3", nil),
            (.sandbox, "touristappid", "devtools", "wx2222222222222222"),
        ] as [(Stage, String, String, String?)]
    )
    func refused(
        _ stage: Stage,
        _ appid: String,
        _ version: String,
        _ parameter: String?
    ) async throws {
        let world = try await AuthWorld(stage: stage)
        world.weChat.code("a", of: "o1")
        var parameters = ["code": "a"]
        parameters["appid"] = parameter
        let answer = await world.request(parameters, headers: Self.page(appid, version))
        #expect(answer.code == -2)
        #expect(try await world.count("SELECT count(*) FROM identity") == 0)
    }
}
