public import Basics
public import Contracts
public import HTTP
public import ServiceKit

/// `POST /internal/content-check {iid, text | image, scene?}`: has WeChat judge what somebody wants to
/// show to others.
public enum CheckContentCall: InternalCall {
    public static let route = InternalRoutes.checkContent

    /// Where it is to be shown: WeChat is stricter in some places than in others.
    public enum Place: String, CaseIterable, Sendable {
        case profile, comment, forum, social
    }

    /// What is judged.
    public enum Content: Sendable, Equatable {
        /// 2500 characters at most.
        case text(String)
        /// An address from which WeChat can fetch the picture.
        case image(String)
    }

    /// What, by whom and where.
    public struct Request: InternalRequest, Equatable {
        private static let iid = Field.integer("iid", "The WeChat identity of the author.")
        private static let text = Field.text("text", "2500 characters at most.")
        private static let image = Field.text(
            "image",
            "An address from which WeChat can fetch the picture.",
            example: "https://example.com/picture.jpg"
        )
        private static let place = Field.choice(
            "scene",
            "Where it is to stand: WeChat judges each place by its own measure.",
            default: Place.forum
        )

        /// The author.
        public let iid: ID<WeChatIdentity>
        /// What is judged.
        public let content: Content
        /// Where it is to be shown.
        public let place: Place

        /// A question of its parts.
        public init(_ content: Content, by iid: ID<WeChatIdentity>, in place: Place) {
            self.iid = iid
            self.content = content
            self.place = place
        }

        public init(_ fields: FieldReader) throws(ParameterProblem) {
            iid = ID(try fields.read(Self.iid))
            if let text = try fields.readIfPresent(Self.text) {
                content = .text(text)
            } else {
                content = .image(try fields.read(Self.image))
            }
            place = try fields.read(Self.place)
        }

        public func write(to fields: inout FieldWriter) {
            fields.write(Self.iid, iid.rawValue)
            switch content {
            case .text(let text): fields.write(Self.text, text)
            case .image(let address): fields.write(Self.image, address)
            }
            fields.write(Self.place, place)
        }
    }

    /// What is known by now.
    public struct Answer: Payload, Sendable {
        /// A ``ContentState`` by its name.
        public let state: String
        /// Under which ``ContentChecked`` tells the rest.
        public let check_id: String

        /// A finding.
        public init(_ state: ContentState, checkID: String) {
            self.state = state.rawValue
            check_id = checkID
        }

        /// Nil for a state that nobody knows.
        public var contentState: ContentState? { ContentState(rawValue: state) }
    }

    /// Why there is no judgement.
    public enum Refusal: String, InternalRefusal, CaseIterable {
        case identityUnknown = "identity_unknown"
        case textTooLong = "text_too_long"
        case imageMalformed = "image_malformed"
        /// The app is out of service, or WeChat does not accept it.
        case appUnconfigured = "app_unconfigured"
        case weChatAway = "wechat_away"

        public var status: Int {
            switch self {
            case .identityUnknown: 404
            case .textTooLong, .imageMalformed: 422
            case .appUnconfigured: 409
            case .weChatAway: 503
            }
        }

        public var message: String {
            switch self {
            case .identityUnknown: "There is no such identity."
            case .textTooLong: "The text is too long for WeChat."
            case .imageMalformed: "The picture has no http address."
            case .appUnconfigured: "The app is off, or WeChat refuses it."
            case .weChatAway: "WeChat cannot be reached."
            }
        }
    }
}
