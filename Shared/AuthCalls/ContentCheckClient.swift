public import Basics
public import InternalMessages
public import ServiceKit

/// WeChat's judgement of what a user wants to show to others, by way of auth. WeChat demands it
/// before anybody else sees it.
public struct ContentCheckClient: Sendable {
    /// Where it is to be shown.
    public typealias Scene = CheckContentCall.Place

    /// Why there is no judgement, and will be none for the same question.
    public enum Refusal: Error, Sendable, CaseIterable {
        case identityUnknown
        case textTooLong
        case imageMalformed
        /// The app is out of service, or WeChat does not accept it.
        case appUnconfigured

        /// Nil for what may pass.
        package init?(_ refusal: CheckContentCall.Refusal) {
            switch refusal {
            case .identityUnknown: self = .identityUnknown
            case .textTooLong: self = .textTooLong
            case .imageMalformed: self = .imageMalformed
            case .appUnconfigured: self = .appUnconfigured
            case .weChatAway: return nil
            }
        }
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
                try await Self.ask(call, .text(text), author, scene).state
            },
            image: { (url, author, scene) async throws(Failure<Refusal>) in
                try await Self.ask(call, .image(url), author, scene)
            }
        )
    }

    private static func ask(
        _ call: AuthCall,
        _ content: CheckContentCall.Content,
        _ author: ID<WeChatIdentity>,
        _ scene: Scene
    ) async throws(Failure<Refusal>) -> Finding {
        let request = CheckContentCall.Request(content, by: author, in: scene)
        let answer = try await call.send(CheckContentCall.self, request, refusal: Refusal.init)
        guard let found = try? answer.decode(CheckContentCall.Answer.self),
            let state = found.contentState
        else { throw call.fault(answer) }
        return Finding(checkID: found.check_id, state: state)
    }
}
