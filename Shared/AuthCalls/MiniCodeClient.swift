public import Basics
package import InternalMessages
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
    public enum Refusal: Error, Sendable, CaseIterable {
        case appUnknown
        case sceneMalformed
        case pageUnknown
        /// The app is out of service, or WeChat does not accept it.
        case appUnconfigured

        /// Nil for what may pass.
        package init?(_ refusal: MakeCodeCall.Refusal) {
            switch refusal {
            case .appUnknown: self = .appUnknown
            case .sceneMalformed: self = .sceneMalformed
            case .pageUnknown: self = .pageUnknown
            case .appUnconfigured: self = .appUnconfigured
            case .weChatAway: return nil
            }
        }
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
            let request = MakeCodeCall.Request(
                app: target.app,
                scene: target.scene,
                page: target.page,
                checksPage: target.checksPage
            )
            let answer = try await call.send(
                MakeCodeCall.self,
                request,
                refusal: Refusal.init
            )
            guard !answer.body.isEmpty else { throw call.fault(answer) }
            return answer.body
        }
    }
}
