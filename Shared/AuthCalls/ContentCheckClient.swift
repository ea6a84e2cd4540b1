public import Basics
import JSON
public import ServiceKit

/// WeChat's judgement of what a user wants to show to others, by way of auth. WeChat demands it
/// before anybody else sees it.
public struct ContentCheckClient: Sendable {
    /// Where it is to be shown: WeChat is stricter in some places than in others.
    public enum Scene: String, Sendable, CaseIterable {
        case profile, comment, forum, social
    }

    /// Why there is no judgement, and will be none for the same question.
    public enum Refusal: String, Error, Sendable, CaseIterable {
        case identityUnknown = "identity_unknown"
        case textTooLong = "text_too_long"
        case imageMalformed = "image_malformed"
        /// The app is out of service, or WeChat does not accept it.
        case appUnconfigured = "app_unconfigured"
    }

    /// What is known of a picture by now.
    public struct Finding: Sendable, Equatable {
        /// Under which ``ContentChecked`` tells the rest.
        public let checkID: String
        /// As a rule `pending`.
        public let state: ContentState

        /// A finding of its parts.
        public init(checkID: String, state: ContentState) {
            self.checkID = checkID
            self.state = state
        }
    }

    /// Judges a text at once: never `pending`.
    public var text:
        @Sendable (_ text: String, _ author: ID<WeChatIdentity>, Scene) async throws(Failure<
            Refusal
        >)
            -> ContentState
    /// Has a picture looked at that WeChat can fetch from this address.
    public var image:
        @Sendable (_ url: String, _ author: ID<WeChatIdentity>, Scene) async throws(Failure<
            Refusal
        >)
            -> Finding

    /// A client of these two; the real one is ``live(_:log:)``.
    public init(
        text:
            @escaping @Sendable (String, ID<WeChatIdentity>, Scene) async throws(Failure<Refusal>)
            -> ContentState,
        image:
            @escaping @Sendable (String, ID<WeChatIdentity>, Scene) async throws(Failure<Refusal>)
            -> Finding
    ) {
        self.text = text
        self.image = image
    }

    /// The real one, by signed calls to auth.
    public static func live(_ auth: InternalClient, log: Logger) -> ContentCheckClient {
        ContentCheckClient(AuthCall(auth, log: log))
    }

    package init(_ call: AuthCall) {
        self.init(
            text: { (text, author, scene) async throws(Failure<Refusal>) in
                try await Self.ask(call, "text", text, author, scene).state
            },
            image: { (url, author, scene) async throws(Failure<Refusal>) in
                try await Self.ask(call, "image", url, author, scene)
            }
        )
    }

    private static func ask(
        _ call: AuthCall,
        _ kind: StaticString,
        _ content: String,
        _ author: ID<WeChatIdentity>,
        _ scene: Scene
    ) async throws(Failure<Refusal>) -> Finding {
        let answer = try await call.send("/internal/content-check", refusal: Refusal.init) { body in
            body.key("iid")
            body.integer(author.rawValue)
            body.key(kind)
            body.string(content)
            body.key("scene")
            body.string(scene.rawValue)
        }
        guard let json = try? answer.json(), let checkID = json["check_id"]?.string,
            let state = json["state"]?.string.flatMap(ContentState.init)
        else { throw call.fault(answer) }
        return Finding(checkID: checkID, state: state)
    }
}
