public import Basics
public import Contracts
public import HTTP
public import ServiceKit

/// `POST /internal/wxacode {app, scene, page?, check_path?}`: a mini-program code, as the picture
/// itself (PNG or JPEG).
public enum MakeCodeCall: InternalCall {
    public typealias Answer = Download

    public static let route = InternalRoutes.makeCode

    /// Where the code leads.
    public struct Request: InternalRequest, Equatable {
        private static let app = Field.integer("app", "Our own number of the mini-program.")
        private static let scene = Field.text(
            "scene",
            "What the mini-program is given: 32 characters at most."
        )
        private static let page = Field.text(
            "page",
            "Where it opens; its first page without.",
            example: "pages/index/index"
        )
        private static let checksPage = Field.flag(
            "check_path",
            "Whether the page has to be in the released version.",
            default: true
        )

        /// The mini-program.
        public let app: ID<App>
        /// What its page is given: 1 to 32 of the characters that WeChat takes.
        public let scene: String
        /// The page, without a slash before it; nil for the first one.
        public let page: String?
        /// Whether the released version has to have the page.
        public let checksPage: Bool

        /// A page of a mini-program.
        public init(app: ID<App>, scene: String, page: String?, checksPage: Bool) {
            self.app = app
            self.scene = scene
            self.page = page
            self.checksPage = checksPage
        }

        public init(_ fields: FieldReader) throws(ParameterProblem) {
            app = ID(try fields.read(Self.app))
            scene = try fields.read(Self.scene)
            page = try fields.readIfPresent(Self.page)
            checksPage = try fields.read(Self.checksPage)
        }

        public func write(to fields: inout FieldWriter) {
            fields.write(Self.app, app.rawValue)
            fields.write(Self.scene, scene)
            fields.write(Self.page, page)
            fields.write(Self.checksPage, checksPage)
        }
    }

    /// Why there is no code.
    public enum Refusal: String, InternalRefusal, CaseIterable {
        case appUnknown = "app_unknown"
        case sceneMalformed = "scene_malformed"
        case pageUnknown = "page_unknown"
        /// The app is out of service, or WeChat does not accept it.
        case appUnconfigured = "app_unconfigured"
        case weChatAway = "wechat_away"

        public var status: Int {
            switch self {
            case .appUnknown: 404
            case .sceneMalformed, .pageUnknown: 422
            case .appUnconfigured: 409
            case .weChatAway: 503
            }
        }

        public var message: String {
            switch self {
            case .appUnknown: "There is no such app."
            case .sceneMalformed: "WeChat takes no such scene."
            case .pageUnknown: "The released version has no such page."
            case .appUnconfigured: "The app is off, or WeChat refuses it."
            case .weChatAway: "WeChat cannot be reached."
            }
        }
    }
}
