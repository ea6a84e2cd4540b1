public import Basics
import JSON
public import ServiceKit

/// Mini-program codes, drawn by WeChat, by way of auth.
public struct MiniCodeClient: Sendable {
    /// Where a code leads.
    public struct Target: Sendable, Hashable {
        /// The mini-program.
        public var app: ID<App>
        /// What its page is given: 1 to 32 of the characters that WeChat takes.
        public var scene: String
        /// The page, without a slash before it; nil for the first one.
        public var page: String?
        /// Whether the released version has to have the page.
        public var checksPage = true

        /// A page of a mini-program.
        public init(app: ID<App>, scene: String, page: String? = nil) {
            self.app = app
            self.scene = scene
            self.page = page
        }
    }

    /// Why there is no code, and will be none for the same target.
    public enum Refusal: String, Error, Sendable, CaseIterable {
        case appUnknown = "app_unknown"
        case sceneMalformed = "scene_malformed"
        case pageUnknown = "page_unknown"
        /// The app is out of service, or WeChat does not accept it.
        case appUnconfigured = "app_unconfigured"
    }

    /// The picture: PNG or JPEG.
    public var draw: @Sendable (Target) async throws(Failure<Refusal>) -> Bytes

    /// A client of this; the real one is ``live(_:log:)``.
    public init(draw: @escaping @Sendable (Target) async throws(Failure<Refusal>) -> Bytes) {
        self.draw = draw
    }

    /// The real one, by signed calls to auth.
    public static func live(_ auth: InternalClient, log: Logger) -> MiniCodeClient {
        MiniCodeClient(AuthCall(auth, log: log))
    }

    package init(_ call: AuthCall) {
        self.init { (target) async throws(Failure<Refusal>) in
            let answer = try await call.send("/internal/wxacode", refusal: Refusal.init) { body in
                body.key("app")
                body.integer(target.app.rawValue)
                body.key("scene")
                body.string(target.scene)
                if let page = target.page {
                    body.key("page")
                    body.string(page)
                }
                body.key("check_path")
                body.bool(target.checksPage)
            }
            guard !answer.body.isEmpty else { throw call.fault(answer) }
            return answer.body
        }
    }
}
