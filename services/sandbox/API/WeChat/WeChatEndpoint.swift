import Basics
import HTTP
import JSON

/// One of WeChat's own endpoints: what it answers, to the letter.
protocol WeChatEndpoint: SendableMetatype {
    associatedtype Output: Sendable

    static var path: String { get }
    /// How it wants to be called; anything else is answered with 43001 or 43002.
    static var methods: [Method] { get }
    /// What a POST brings.
    static var input: WeChatInput { get }
    /// WeChat labels some of its JSON as plain text.
    static var contentType: String { get }

    /// - Throws: `WeChatError` for what WeChat refuses; any other error is the sandbox's own.
    static func answer(_ call: WeChatCall, by sandbox: Sandbox) async throws -> Output

    /// The output on the wire.
    static func body(_ output: Output) throws -> (bytes: Bytes, contentType: String)
}

extension WeChatEndpoint {
    static var input: WeChatInput { .json }
    static var contentType: String { "application/json; encoding=utf-8" }
}

extension WeChatEndpoint where Output: Encodable {
    static func body(_ output: Output) throws -> (bytes: Bytes, contentType: String) {
        (try JSONOutput.encode(output), contentType)
    }
}

/// The kinds of bodies, and how long they may be.
enum WeChatInput: Sendable {
    case json
    /// `multipart/form-data` with a file of at most so many octets.
    case file(limit: Int)

    var limit: Int {
        switch self {
        case .json: 64 * 1024
        // Boundaries and field names need some room, too.
        case .file(let limit): limit + 16 * 1024
        }
    }
}

/// `{"errcode":0,"errmsg":"ok"}`.
struct WeChatDone: Encodable {
    let errcode = 0
    let errmsg = "ok"
}
