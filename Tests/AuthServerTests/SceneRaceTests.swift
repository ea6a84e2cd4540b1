import AuthDomain
import Basics
import HTTP
import JSON
import ServiceKit
import Testing

@testable import AuthServer

/// Scenes that are redeemed while something else happens.
@Suite struct SceneRaceTests {
    private let scenes: SceneWorld

    init() async throws { scenes = try await SceneWorld() }

    private func guests(_ count: Int) async throws -> [Identity] {
        var guests: [Identity] = []
        for number in 0..<count {
            let mobile = "139000001\(number / 10)\(number % 10)"
            guests.append(try await scenes.guest(ExternalID("g\(number)"), mobile: mobile))
        }
        return guests
    }

    @Test func ofTenWithAccountsOneIsGranted() async throws {
        let uid = try await scenes.user()
        let guests = try await guests(10)
        let scene = try await scenes.scene(for: uid)
        let answers = await withTaskGroup(of: Answer.self) { group in
            for guest in guests { group.addTask { await scenes.redeem(scene, guest) } }
            return await group.reduce(into: [Answer]()) { $0.append($1) }
        }
        #expect(answers.count { $0.code == 0 } == 1)
        #expect(
            answers.count { $0 == SceneWorld.refusal(10001, "场景值已被使用") } == guests.count - 1
        )
        #expect(try await scenes.world.count("SELECT count(*) FROM session_grant") == 1)
    }

    @Test func ofTwoScenesAtOnceOneCounts() async throws {
        let uid = try await scenes.user()
        let guest = try await scenes.guest("p2", mobile: "13900000001")
        let one = try await scenes.scene(for: uid, granting: "order:A1")
        let two = try await scenes.scene(for: uid, granting: "order:B2")
        async let first = scenes.redeem(one, guest)
        async let second = scenes.redeem(two, guest)
        #expect(await [first.code, second.code] == [0, 0])
        #expect(try await scenes.world.count("SELECT count(*) FROM session_grant") == 1)
        let subject = await scenes.grant(of: guest)?["subject"]?.string
        #expect(["order:A1", "order:B2"].contains(subject))
    }

    /// Whichever comes first: nobody has a right from somebody who is kept out, or gone.
    @Test(arguments: [true, false])
    func nothingIsGrantedByWhoHasJustGone(_ isBan: Bool) async throws {
        let guests = try await guests(12)
        for (number, guest) in guests.enumerated() {
            let uid = try await scenes.world.bound(
                ExternalID("u\(number)"),
                mobile: "138000001\(number / 10)\(number % 10)"
            )
            let scene = try await scenes.scene(for: uid)
            let auth = scenes.auth
            async let answer = scenes.redeem(scene, guest)
            async let end: Void = {
                if isBan {
                    _ = try await auth.ban(uid, by: "test")
                } else {
                    _ = try await auth.deleteUser(uid, by: "test")
                }
            }()
            let code = await answer.code
            try await end
            #expect([0, 10001, 10004].contains(code))
            #expect(await scenes.grant(of: guest) == .null)
        }
        #expect(try await scenes.world.count("SELECT count(*) FROM session_grant") == 0)
    }

    /// The session may end while it redeems: it is refused, or what it got is worth nothing.
    @Test func aSessionThatEndsMeanwhileHasNothing() async throws {
        let uid = try await scenes.user()
        for guest in try await guests(12) {
            let scene = try await scenes.scene(for: uid)
            let auth = scenes.auth
            async let answer = scenes.redeem(scene, guest)
            async let end: Void = auth.end(guest.sid, by: guest)
            let status = await answer.status
            try await end
            #expect([200, 401].contains(status))
            #expect(await scenes.grant(of: guest) == .null)
            #expect(await scenes.session(guest)["revoked"] == .bool(true))
        }
    }
}
