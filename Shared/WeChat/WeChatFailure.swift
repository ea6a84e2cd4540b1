public import HTTPClient

/// Why a call to WeChat gave nothing.
public enum WeChatFailure: Error, Sendable, Equatable {
    /// WeChat said no; the same call again gets the same answer.
    case refused(WeChatRefusal)
    /// WeChat is too busy (`errcode` -1, or HTTP 5xx): the same call may pass later.
    case busy(retryAfterSeconds: Int)
    /// No answer came. What was asked for may have been done.
    case unreachable(Unanswered)
    /// What came is not what WeChat answers.
    case brokenAnswer
}

extension WeChatFailure {
    /// What a call fails with that was not replaced in a test.
    public static let unstubbed = WeChatFailure.unreachable(.unstubbed)
}

extension WeChatFailure: CustomStringConvertible {
    /// A line for the log.
    public var description: String {
        switch self {
        case .refused(let refusal): "\(refusal.code) \(refusal.message)"
        case .busy: "WeChat is busy"
        case .unreachable(let unanswered): "no answer from WeChat, \(unanswered)"
        case .brokenAnswer: "no answer that WeChat gives"
        }
    }
}
