import Basics
import Contracts
import HTTP
import Testing

/// The envelopes with and without a payload, to the octet.
struct EnvelopeTests {
    private struct Profile: Encodable {
        let nickname: String
        let points: Int
    }

    private struct Nothing: Encodable {}

    private struct Ranking: BesideEnvelope {
        let data: [Int]
        let rank: Int
    }

    private struct Broken: Encodable {
        let value = Double.infinity
    }

    private static let profile = Profile(nickname: "小\"明\"", points: 5)

    private static func bytes<Wire: Contract>(
        _ contract: Wire.Type,
        _ payload: some Encodable
    ) throws -> String {
        var buffer = OctetBuffer()
        buffer.append("before")
        try contract.append(contract.success, payload, to: &buffer)
        let text = String(decoding: buffer.bytes, as: UTF8.self)
        try #require(text.hasPrefix("before"))
        return String(text.dropFirst("before".count))
    }

    @Test(arguments: [
        (
            PointsContract.self as any Contract.Type,
            #"{"code":0,"msg":"成功","data":{"nickname":"小\"明\"","points":5}}"#
        ),
        (
            WxAuthContract.self,
            #"{"code":0,"detail":"成功","results":[{"nickname":"小\"明\"","points":5}]}"#
        ),
        (
            TreasureContract.self,
            #"{"status":0,"msg":"成功","nickname":"小\"明\"","points":5}"#
        ),
        (
            MerchantsContract.self,
            #"{"code":0,"message":"请求成功","data":{"nickname":"小\"明\"","points":5}}"#
        ),
        (
            SmallAppContract.self,
            #"{"code":0,"msg":"成功","data":{"nickname":"小\"明\"","points":5}}"#
        ),
        (InternalContract.self, #"{"nickname":"小\"明\"","points":5}"#),
    ])
    func aPayloadHasItsPlace(_ contract: any Contract.Type, _ expected: String) throws {
        #expect(try Self.bytes(contract, Self.profile) == expected)
    }

    @Test(arguments: [
        (PointsContract.self as any Contract.Type, #"{"code":0,"msg":"成功"}"#),
        (WxAuthContract.self, #"{"code":0,"detail":"成功","results":[]}"#),
        (TreasureContract.self, #"{"status":0,"msg":"成功"}"#),
        (MerchantsContract.self, #"{"code":0,"message":"请求成功","data":{}}"#),
        (SmallAppContract.self, #"{"code":0,"msg":"成功","data":{}}"#),
        (InternalContract.self, "{}"),
    ])
    func noDataHasItsOwnForm(_ contract: any Contract.Type, _ expected: String) throws {
        #expect(try Self.bytes(contract, NoData()) == expected)
    }

    @Test func membersCanStandBesideTheEnvelope() throws {
        #expect(
            try Self.bytes(PointsContract.self, Ranking(data: [1, 2], rank: 3))
                == #"{"code":0,"msg":"成功","data":[1,2],"rank":3}"#
        )
        #expect(try Self.bytes(TreasureContract.self, Nothing()) == #"{"status":0,"msg":"成功"}"#)
    }

    @Test func whatIsNoObjectCannotStandBesideTheEnvelope() {
        #expect(throws: (any Error).self) { try Self.bytes(TreasureContract.self, [1, 2]) }
        #expect(throws: (any Error).self) { try Self.bytes(TreasureContract.self, "{}") }
    }

    @Test func aNumberThatJSONHasNotIsAnError() {
        #expect(throws: (any Error).self) { try Self.bytes(PointsContract.self, Broken()) }
    }

    @Test(arguments: [
        (PointsContract.self as any Contract.Type, 200, #"{"code":-3,"msg":"错误的openid"}"#),
        (WxAuthContract.self, 403, #"{"code":-3,"detail":"错误的openid","results":[]}"#),
        (TreasureContract.self, 200, #"{"status":-3,"msg":"错误的openid"}"#),
        (MerchantsContract.self, 200, #"{"code":-3,"message":"错误的openid"}"#),
        (SmallAppContract.self, 200, #"{"code":-3,"msg":"错误的openid","data":{}}"#),
    ])
    func aRefusalIsABusinessAnswer(
        _ contract: any Contract.Type,
        _ status: Int,
        _ body: String
    ) async throws {
        let response = contract.response(Code(-3, "错误的openid"))
        #expect(try await Answer(response) == Answer(status, body))
        #expect(response.headers["Content-Type"] == "application/json")
    }

    @Test(arguments: [(404, 404), (0, 200), (99, 500), (600, 500), (-1, 500)])
    func theInternalContractAnswersWithTheNumberAsStatus(_ number: Int, _ status: Int) {
        let code = Code(number, "There is no such session.", name: "session_unknown")
        #expect(InternalContract.response(code).status.code == status)
    }

    @Test(arguments: [
        ("/api/sign/", PointsContract.self as any Contract.Type),
        ("/api", PointsContract.self),
        ("/api/users/x", PointsContract.self),
        ("/api/user/login", MerchantsContract.self),
        ("/miniprogram_bridge/pay", MerchantsContract.self),
        ("/api/treasure/getTaskList", TreasureContract.self),
        ("/api/smallapp/login", SmallAppContract.self),
        ("/miniprog/wx_auth/login", WxAuthContract.self),
        ("/media/points/x", PointsContract.self),
        ("/media/auth/x", PointsContract.self),
        ("/media/treasure/x", TreasureContract.self),
        ("/media/commerce/x", MerchantsContract.self),
        ("/media/x", InternalContract.self),
        ("/apis", InternalContract.self),
        ("/internal/events", InternalContract.self),
        ("/", InternalContract.self),
        ("", InternalContract.self),
    ])
    func aPathHasAContract(_ path: String, _ contract: any Contract.Type) {
        let found = RouteBook.contract(of: path.utf8)
        #expect(ObjectIdentifier(found) == ObjectIdentifier(contract))
    }

    @Test(arguments: [
        ("/callbacks/wechat/a;b", true), ("/callbacks/wechatpay/x", true), ("/admin/x", true),
        ("/.well-known/x", true), ("/media/x", false), ("/nothing", false), ("/", false),
    ])
    func aPathIsOursOrNot(_ path: String, _ isOurs: Bool) {
        #expect((RouteBook.knownContract(of: path.utf8) != nil) == isOurs)
    }
}
