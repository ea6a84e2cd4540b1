public import Basics
package import InternalMessages
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
    public enum Refusal: Error, Sendable, CaseIterable {
        case appUnknown
        case userUnknown
        case payloadMalformed
        case grantMalformed

        package init(_ refusal: MakeSceneCall.Refusal) {
            switch refusal {
            case .appUnknown: self = .appUnknown
            case .userUnknown: self = .userUnknown
            case .payloadMalformed: self = .payloadMalformed
            case .grantMalformed: self = .grantMalformed
            }
        }
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
            let payload = JSONObject([
                ("user_id", .integer(wish.uid.rawValue)), ("order_no", .string(wish.order)),
            ])
            let request = MakeSceneCall.Request(
                app: wish.app,
                uid: wish.uid,
                payload: .object(payload),
                grant: (subject: wish.grant, until: wish.until)
            )
            let answer = try await call.send(MakeSceneCall.self, request) { Refusal($0) }
            guard let made = try? answer.decode(MakeSceneCall.Answer.self) else {
                throw call.fault(answer)
            }
            return made.scene
        }
    }
}
