import Basics
import Contracts
import HTTP
import HTTPClient
import InternalMessages
import ServiceKit
import TestKit
import Testing

@testable import GatewayServer

/// What a session may do for another account: auth says so, and the gateway signs it.
@Suite struct GrantTests {
    private static let grant = Grant(
        uid: ID(9),
        subject: "order:A1",
        expires: UnixTime(seconds: TestTokens.now + 600)
    )

    /// Whom the service behind the gateway has seen last.
    private func seen(_ stack: TestStack) throws -> Identity {
        let header = try #require(stack.requests.last?.headers[InternalHeader.identity])
        return try #require(Identity(header: header))
    }

    private func call(_ stack: TestStack) async throws -> Int {
        try await stack.send(.get, "/api/query_balance/", TestStack.token).status
    }

    @Test func itReachesTheServiceAndEnds() async throws {
        let stack = try await TestStack().opened()
        #expect(try await call(stack) == 200)
        #expect(try seen(stack).grant == nil)
        // Nothing is asked of auth before there is news.
        stack.auth.change {
            $0.sessions[TestTokens.sid] = .init(uid: 7, isRevoked: false, grant: Self.grant)
        }
        #expect(try await call(stack) == 200)
        #expect(try seen(stack).grant == nil)
        stack.authenticator.table.note(SessionChange(kind: .changed, sid: TestTokens.sid))
        for _ in 0..<2 {
            #expect(try await call(stack) == 200)
            #expect(try seen(stack).grant == Self.grant)
            #expect(try seen(stack).uid == ID(7))
        }
        #expect(stack.auth.sessionCalls == 1)
        stack.auth.change { $0.sessions[TestTokens.sid] = .init(uid: 7, isRevoked: false) }
        stack.authenticator.table.note(SessionChange(kind: .changed, sid: TestTokens.sid))
        #expect(try await call(stack) == 200)
        #expect(try seen(stack).grant == nil)
    }

    @Test func aRevokedSessionMayDoNothing() async throws {
        let stack = try await TestStack().opened()
        stack.auth.change {
            $0.sessions[TestTokens.sid] = .init(uid: 7, isRevoked: true, grant: Self.grant)
        }
        stack.authenticator.table.note(SessionChange(kind: .changed, sid: TestTokens.sid))
        #expect(try await call(stack) == 401)
        #expect(stack.requests.isEmpty)
    }

    /// A client that sends an identity of its own is not heard.
    @Test func nobodyGrantsThemselvesAnything() async throws {
        let stack = try await TestStack().opened()
        let forged = Identity(
            iid: ID(42),
            sid: TestTokens.sid,
            app: ID(1),
            oper: 1,
            openid: "o-1",
            unionid: "u-1",
            uid: ID(7),
            grant: Self.grant
        )
        let field = (name: InternalHeader.identity, value: forged.header())
        let answer = try await stack.send(
            .get,
            "/api/query_balance/",
            TestStack.token + [field]
        )
        #expect(answer.status == 200)
        #expect(try seen(stack).grant == nil)
    }

    /// Nor by a claim of a token: auth writes none there, and the gateway reads none.
    @Test func aClaimOfATokenGrantsNothing() async throws {
        let stack = try await TestStack().opened()
        let claim = #""grant":{"uid":9,"subject":"order:A1","expires_at":\#(TestTokens.now + 600)}"#
        let token = TestTokens.forged(
            header: TestTokens.header,
            payload: TestTokens.payload(adding: claim)
        )
        let field = (name: "Authorization", value: "jwt " + String(decoding: token, as: UTF8.self))
        let answer = try await stack.send(.get, "/api/query_balance/", [field])
        #expect(answer.status == 200)
        #expect(try seen(stack).grant == nil)
    }

    @Test(arguments: [
        (#","grant":null"#, true), ("", false), (#","grant":true"#, false),
        (#","grant":{"uid":9,"subject":"order:A1","expires_at":5}"#, true),
        (#","grant":{"uid":9,"subject":"order:A1"}"#, false),
    ])
    func halfAGrantIsABrokenAnswer(_ grant: String, _ isGood: Bool) throws {
        let json =
            #"{"sid":"s","iid":1,"app":1,"oper":1,"openid":"o","unionid":"u","uid":7,"#
            + #""revoked":false,"expires_at":5\#(grant)}"#
        let answer = InternalAnswer(status: 200, body: Bytes(json.utf8))
        let session = (try? answer.decode(ReadSessionCall.Answer.self)).map(AuthClient.Session.init)
        #expect((session != nil) == isGood)
        #expect(session?.uid == (isGood ? 7 : nil))
    }
}
