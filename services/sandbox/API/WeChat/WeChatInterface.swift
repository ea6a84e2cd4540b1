import Basics
import HTTP

/// One of WeChat's own interfaces: what it answers, to the letter.
protocol WeChatInterface: SendableMetatype {
    associatedtype Output: Encodable

    static var path: String { get }
    /// How it wants to be called; anything else is answered with 43001 or 43002.
    static var methods: [Method] { get }
    /// WeChat labels some of its JSON as plain text.
    static var contentType: String { get }

    /// - Throws: `WeChatError` for what WeChat refuses; any other error is the sandbox's own.
    static func answer(_ call: WeChatCall, by sandbox: Sandbox) async throws -> Output
}

extension WeChatInterface {
    static var contentType: String { "application/json; encoding=utf-8" }
}
