import AuthDomain
import Basics
import HTTP
import JSON
import ServiceKit
import Storage
import Testing
import WeChat

@testable import AuthServer

@Suite struct AccountsTests {
    private let mobile = Mobile(stored: "13800138000")
    private let other = Mobile(stored: "13900139000")

    /// A world in which these people have logged in, each in the first app.
    private func world(_ people: [(openid: ExternalID, unionid: ExternalID?)]) async throws
        -> AuthWorld
    {
        let world = try await AuthWorld()
        for (openid, unionid) in people {
            world.weChat.code("\(openid)", of: openid, unionid: unionid)
            #expect(await world.request(["code": "\(openid)"]).code == 0)
        }
        return world
    }

    private func bind(
        _ mobile: Mobile,
        to openid: ExternalID,
        in world: AuthWorld
    ) async throws -> MobileBinding {
        let auth = world.auth
        return try await auth.database.write { unit in
            let accounts = auth.accounts(unit)
            var identity = try #require(try accounts.store.identity(of: openid, in: ID(1)))
            return try accounts.bind(mobile, to: &identity)
        }
    }

    private func uid(_ openid: ExternalID, in world: AuthWorld) async throws -> ID<User> {
        let uid = try await world.auth.database.read {
            try AuthStore(connection: $0).identity(of: openid, in: ID(1))?.uid
        }
        return try #require(uid)
    }

    @Test func oneMobileMakesTwoWeChatUsersOnePerson() async throws {
        let world = try await world([("o1", nil), ("o2", nil)])
        let (first, second) = (try await uid("o1", in: world), try await uid("o2", in: world))
        #expect(first != second)
        #expect(try await bind(mobile, to: "o2", in: world) == .bound(second))
        #expect(try await bind(mobile, to: "o1", in: world) == .bound(second))
        #expect(try await uid("o1", in: world) == second)
        let merged = try await world.events("user.merged")
        #expect(merged.count == 1)
        #expect(merged.first?["from"]?.integer == first.rawValue)
        #expect(merged.first?["into"]?.integer == second.rawValue)
        let redirect = try await world.auth.database.read {
            try AuthStore(connection: $0).redirect(of: first)
        }
        #expect(redirect == second)
        // The gateway has to ask whose the tokens of o1 are now.
        #expect(try await world.count("SELECT count(*) FROM session_change WHERE sid IS NULL") == 1)
    }

    @Test func anAccountKeepsItsMobile() async throws {
        let world = try await world([("o1", nil), ("o2", nil)])
        let uid = try await uid("o1", in: world)
        #expect(try await bind(mobile, to: "o1", in: world) == .bound(uid))
        #expect(try await bind(mobile, to: "o1", in: world) == .bound(uid))
        #expect(try await bind(other, to: "o1", in: world) == .boundToAnother)
        _ = try await bind(other, to: "o2", in: world)
        #expect(try await bind(mobile, to: "o2", in: world) == .boundToAnother)
        #expect(try await world.events("user.merged").isEmpty)
        #expect(try await world.events("user.phone_bound").count == 2)
    }

    @Test func aUnionidThatComesLaterJoinsUnlessBothAreBound() async throws {
        let world = try await world([("o1", nil), ("o2", nil), ("o3", "u")])
        _ = try await bind(mobile, to: "o1", in: world)
        for (openid, code) in [("o1", "x"), ("o2", "y")] as [(ExternalID, String)] {
            world.weChat.code(code, of: openid, unionid: "u")
            #expect(await world.request(["code": code]).code == 0)
        }
        let uids = try await ["o1", "o2", "o3"].asyncUIDs {
            try await uid(ExternalID($0), in: world)
        }
        #expect(Set(uids).count == 1)
        #expect(try await world.events("user.merged").count == 2)

        let second = try await self.world([("o1", nil), ("o2", "u")])
        _ = try await bind(mobile, to: "o1", in: second)
        _ = try await bind(other, to: "o2", in: second)
        second.weChat.code("x", of: "o1", unionid: "u")
        #expect(await second.request(["code": "x"]).code == 0)
        #expect(try await second.events("user.merged").isEmpty)
    }

    @Test func whatWasSaidAndProvedIsKept() async throws {
        let world = try await world([("o1", nil), ("o2", nil)])
        let auth = world.auth
        let (first, second) = (try await uid("o1", in: world), try await uid("o2", in: world))
        let left = try await auth.database.write { unit in
            let accounts = auth.accounts(unit)
            var one = try #require(try accounts.store.user(first))
            var change = ProfileChange()
            change.nickname = "one"
            change.city = "广州"
            try accounts.update(&one, by: change)
            var flags = UserFlags()
            flags.isFace = true
            try accounts.store.set(flags, of: first)
            var two = try #require(try accounts.store.user(second))
            change.nickname = "two"
            change.city = nil
            change.gender = .female
            try accounts.update(&two, by: change)
            try accounts.keep(typed: Mobile(stored: "13700137000"), of: &two)
            return try accounts.merge(second, first)
        }
        #expect(left == first)
        let user = try #require(
            try await auth.database.read { try AuthStore(connection: $0).user(first) }
        )
        #expect(user.profile.nickname == "one" && user.profile.city == "广州")
        #expect(user.profile.gender == .female && user.flags.isFace)
        #expect(user.mobile != nil && !user.hasVerifiedMobile)
        let gone = try await auth.database.read { try AuthStore(connection: $0).user(second) }
        #expect(gone == nil)
        let last = try #require(try await world.events("user.changed").last)
        #expect(last["uid"]?.integer == first.rawValue && last["iids"]?.array?.count == 2)
        #expect(last["nickname"]?.string == "one" && last["is_face"] == .bool(true))
    }

    @Test func aTypedMobileJoinsNobody() async throws {
        let world = try await world([("o1", nil), ("o2", nil)])
        let (auth, mobile) = (world.auth, mobile)
        let first = try await uid("o1", in: world)
        try await auth.database.write { unit in
            let accounts = auth.accounts(unit)
            var user = try #require(try accounts.store.user(first))
            try accounts.keep(typed: mobile, of: &user)
        }
        let second = try await uid("o2", in: world)
        #expect(try await bind(mobile, to: "o2", in: world) == .bound(second))
        #expect(try await uid("o1", in: world) == first)
    }
}

extension Sequence {
    fileprivate func asyncUIDs<Result>(
        _ transform: (Element) async throws -> Result
    ) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { try await results.append(transform(element)) }
        return results
    }
}
