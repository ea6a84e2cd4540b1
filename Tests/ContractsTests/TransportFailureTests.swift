import Basics
import HTTP
import Testing

@testable import Contracts

/// What is no business answer, in each contract, to the octet.
struct TransportFailureTests {
    private static let texts: [TransportFailure: String] = [
        .unreadable: "请求格式错误",
        .unauthenticated: "未登录或登录已失效",
        .forbidden: "没有权限",
        .routeUnknown: "接口不存在",
        .methodNotAllowed: "请求方式不支持",
        .timedOut: "请求超时",
        .bodyTooLarge: "提交的内容过大",
        .targetTooLong: "请求地址过长",
        .unsupportedMediaType: "不支持的内容类型",
        .keyReused: "同一幂等键已用于其他请求",
        .tooManyRequests: "操作过于频繁，请稍后再试",
        .headTooLarge: "请求头过大",
        .internalFault: "服务器内部错误",
        .upstreamBroken: "服务异常，请稍后再试",
        .unavailable: "服务暂时不可用，请稍后再试",
        .upstreamTimedOut: "服务响应超时，请稍后再试",
    ]

    @Test(arguments: TransportFailure.allCases)
    func pointsAndSmallAppNegateTheStatus(_ failure: TransportFailure) async throws {
        let text = try #require(Self.texts[failure])
        let number = -failure.rawValue
        #expect(
            try await Answer(PointsContract.response(failure))
                == Answer(failure.rawValue, #"{"code":\#(number),"msg":"\#(text)"}"#)
        )
        #expect(
            try await Answer(SmallAppContract.response(failure))
                == Answer(failure.rawValue, #"{"code":\#(number),"msg":"\#(text)","data":{}}"#)
        )
    }

    @Test(arguments: TransportFailure.allCases)
    func wxAuthAndTreasureTakeTheStatusAsItIs(_ failure: TransportFailure) async throws {
        let text = try #require(Self.texts[failure])
        let number = failure.rawValue
        #expect(
            try await Answer(WxAuthContract.response(failure))
                == Answer(number, #"{"code":\#(number),"detail":"\#(text)","results":[]}"#)
        )
        #expect(
            try await Answer(TreasureContract.response(failure))
                == Answer(number, #"{"status":\#(number),"msg":"\#(text)"}"#)
        )
    }

    @Test(arguments: [
        (TransportFailure.unreadable, 400, 10001, "请求格式错误"),
        (.unauthenticated, 401, 10007, "token无效或不存在"),
        (.forbidden, 403, 10003, "没有权限"),
        (.routeUnknown, 404, 10000, "接口不存在"),
        (.methodNotAllowed, 405, 10000, "接口不存在"),
        (.timedOut, 408, 10001, "请求超时"),
        (.bodyTooLarge, 413, 10001, "提交的内容过大"),
        (.targetTooLong, 414, 10001, "请求地址过长"),
        (.unsupportedMediaType, 415, 10001, "不支持的内容类型"),
        (.tooManyRequests, 429, 429, "操作过于频繁，请稍后再试"),
        (.headTooLarge, 431, 10001, "请求头过大"),
        (.internalFault, 500, 500, "服务器内部错误"),
        (.upstreamBroken, 502, 500, "服务异常，请稍后再试"),
        (.unavailable, 503, 500, "服务暂时不可用，请稍后再试"),
        (.upstreamTimedOut, 504, 500, "服务响应超时，请稍后再试"),
    ])
    func merchantsHasItsGlobalTable(
        _ failure: TransportFailure,
        _ status: Int,
        _ code: Int,
        _ text: String
    ) async throws {
        #expect(
            try await Answer(MerchantsContract.response(failure))
                == Answer(status, #"{"code":\#(code),"message":"\#(text)"}"#)
        )
    }

    @Test func betweenProcessesInEnglish() async throws {
        #expect(
            try await Answer(InternalContract.response(.routeUnknown))
                == Answer(
                    404,
                    #"{"error":{"code":"route_unknown","message":"There is no such interface."}}"#
                )
        )
    }

    @Test(arguments: TransportFailure.allCases)
    func everyFailureHasANameOfItsOwn(_ failure: TransportFailure) {
        let others = TransportFailure.allCases.filter { $0 != failure }
        #expect(!others.contains { $0.name == failure.name })
        #expect(!others.contains { $0.internalText == failure.internalText })
        #expect(TransportFailure(status: failure.status) == failure)
        #expect(failure.name.utf8.allSatisfy { (97...122).contains($0) || $0 == 95 })
    }

    @Test func retryAfterIsAField() {
        let response = PointsContract.response(.unavailable, retryAfterSeconds: 3)
        #expect(response.headers["Retry-After"] == "3")
        #expect(PointsContract.response(.internalFault).headers["Retry-After"] == nil)
    }
}
