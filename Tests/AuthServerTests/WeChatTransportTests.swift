import HTTP
import HTTPClient
import TestKit
import Testing
import WeChat

@testable import AuthServer
@testable import ServiceKit

/// What the metrics tell of calls to WeChat.
@Suite struct WeChatTransportTests {
    @Test(arguments: [(200, "answered"), (503, "failed"), (nil, "unanswered")])
    func everyCallIsCountedByWhatCame(_ status: Int?, _ outcome: String) async throws {
        let metrics = Metrics()
        let transport = WeChatClient.watched(
            { _ throws(ClientFailure) in
                guard let status else { throw .unreachable(.refused) }
                return ClientResponse(status: status, headers: HeaderFields(), body: .empty)
            },
            by: metrics
        )
        let host = try #require(WeChatHost("https://api.weixin.qq.com"))
        _ = try? await transport(host.request(.get, "/"))
        let text = MetricsText(metrics).text
        #expect(text.contains("kumquat_wechat_calls_total{outcome=\"\(outcome)\"} 1\n"))
        #expect(text.contains("kumquat_wechat_call_duration_seconds_count 1\n"))
    }
}
