extension TransportFailure {
    /// The words for people, in Chinese: mini-programs show them.
    public var text: String {
        switch self {
        case .unreadable: "请求格式错误"
        case .unauthenticated: "未登录或登录已失效"
        case .forbidden: "没有权限"
        case .routeUnknown: "接口不存在"
        case .methodNotAllowed: "请求方式不支持"
        case .timedOut: "请求超时"
        case .bodyTooLarge: "提交的内容过大"
        case .targetTooLong: "请求地址过长"
        case .unsupportedMediaType: "不支持的内容类型"
        case .keyReused: "同一幂等键已用于其他请求"
        case .tooManyRequests: "操作过于频繁，请稍后再试"
        case .headTooLarge: "请求头过大"
        case .internalFault: "服务器内部错误"
        case .upstreamBroken: "服务异常，请稍后再试"
        case .unavailable: "服务暂时不可用，请稍后再试"
        case .upstreamTimedOut: "服务响应超时，请稍后再试"
        }
    }

    /// The code between our processes.
    public var name: String {
        switch self {
        case .unreadable: "unreadable"
        case .unauthenticated: "unauthenticated"
        case .forbidden: "forbidden"
        case .routeUnknown: "route_unknown"
        case .methodNotAllowed: "method_not_allowed"
        case .timedOut: "timed_out"
        case .bodyTooLarge: "body_too_large"
        case .targetTooLong: "target_too_long"
        case .unsupportedMediaType: "unsupported_media_type"
        case .keyReused: "idempotency_key_reused"
        case .tooManyRequests: "too_many_requests"
        case .headTooLarge: "head_too_large"
        case .internalFault: "internal_fault"
        case .upstreamBroken: "upstream_broken"
        case .unavailable: "unavailable"
        case .upstreamTimedOut: "upstream_timed_out"
        }
    }

    /// The words between our processes.
    var internalText: String {
        switch self {
        case .unreadable: "The request cannot be read."
        case .unauthenticated: "The request proves nothing."
        case .forbidden: "Not allowed."
        case .routeUnknown: "There is no such interface."
        case .methodNotAllowed: "The interface takes other methods."
        case .timedOut: "The request did not arrive in time."
        case .bodyTooLarge: "The body is too large."
        case .targetTooLong: "The request line is too long."
        case .unsupportedMediaType: "Nobody here reads a body of this type."
        case .keyReused: "The idempotency key was used for another request."
        case .tooManyRequests: "Too many requests."
        case .headTooLarge: "The header fields are too large."
        case .internalFault: "Something went wrong here."
        case .upstreamBroken: "A process behind this one gave no answer that could be passed on."
        case .unavailable: "Not available for the moment."
        case .upstreamTimedOut: "A process behind this one did not answer in time."
        }
    }
}
