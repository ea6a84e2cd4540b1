public import Basics
import JSON
public import ServiceKit

/// Scenes of mini-program codes that log a user in, once, within five minutes, by way of auth.
public struct SceneClient: Sendable {
    /// What a scene is to be.
    public struct Wish: Sendable, Equatable {
        /// In which mini-program.
        public var app: ID<App>
        /// Who is logged in.
        public var uid: ID<User>
        /// The order that comes out with it.
        public var order: String
        /// What somebody with another account may do for the user, and until when.
        public var grant: String
        public var until: UnixTime

        /// A scene of these parts.
        public init(
            app: ID<App>,
            uid: ID<User>,
            order: String,
            grant: String,
            until: UnixTime
        ) {
            self.app = app
            self.uid = uid
            self.order = order
            self.grant = grant
            self.until = until
        }
    }

    /// Why there is no scene.
    public enum Refusal: String, Error, Sendable, CaseIterable {
        case appUnknown = "app_unknown"
        case userUnknown = "user_unknown"
        case payloadMalformed = "payload_malformed"
        case grantMalformed = "grant_malformed"
    }

    /// The scene, for a code.
    public var make: @Sendable (Wish) async throws(Failure<Refusal>) -> String

    /// A client of this; the real one is ``live(_:log:)``.
    public init(make: @escaping @Sendable (Wish) async throws(Failure<Refusal>) -> String) {
        self.make = make
    }

    /// The real one, by signed calls to auth.
    public static func live(_ auth: InternalClient, log: Logger) -> SceneClient {
        SceneClient(AuthCall(auth, log: log))
    }

    package init(_ call: AuthCall) {
        self.init { (wish) async throws(Failure<Refusal>) in
            let answer = try await call.send("/internal/scenes", refusal: Refusal.init) { body in
                body.key("app")
                body.integer(wish.app.rawValue)
                body.key("uid")
                body.integer(wish.uid.rawValue)
                body.key("payload")
                body.beginObject()
                body.key("user_id")
                body.integer(wish.uid.rawValue)
                body.key("order_no")
                body.string(wish.order)
                body.endObject()
                body.key("grant")
                body.string(wish.grant)
                body.key("grant_until")
                body.integer(wish.until.seconds)
            }
            guard let scene = try? answer.json()["scene"]?.string else { throw call.fault(answer) }
            return scene
        }
    }
}
