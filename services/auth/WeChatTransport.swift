import Basics
import HTTP
import HTTPClient
import Loops
import ServiceKit
import WeChat

extension WeChatClient {
    /// The way to WeChat, watched: how many calls were answered, and how long they took.
    static func watched(_ transport: @escaping Transport, by metrics: Metrics) -> Transport {
        let calls = metrics.counter(
            "kumquat_wechat_calls_total",
            "Calls to WeChat: answered, failed there (HTTP 5xx), or without an answer.",
            label: "outcome",
            values: ["answered", "failed", "unanswered"]
        )
        let duration = metrics.histogram(
            "kumquat_wechat_call_duration_seconds",
            "How long calls to WeChat took."
        )
        return { request throws(ClientFailure) in
            let began = SystemTime.monotonicNanoseconds()
            defer {
                let taken = SystemTime.monotonicNanoseconds() - began
                duration.observe(Double(taken) / 1_000_000_000)
            }
            do throws(ClientFailure) {
                let response = try await transport(request)
                calls.add(response.status < 500 ? "answered" : "failed")
                return response
            } catch {
                calls.add("unanswered")
                throw error
            }
        }
    }
}
