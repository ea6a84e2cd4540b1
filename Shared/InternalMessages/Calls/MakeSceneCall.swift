public import Basics
public import Contracts
public import HTTP
public import JSON
public import ServiceKit

/// `POST /internal/scenes {app, uid, payload, grant?, grant_until?}`: a scene that logs this user in to
/// that mini-program, once, within five minutes. Somebody with another account who redeems it stays
/// who they are, and may do what `grant` names, until `grant_until`.
public enum MakeSceneCall: InternalCall {
    public static let route = InternalRoutes.makeScene

    /// Who is logged in where, and what comes out.
    public struct Request: InternalRequest {
        private static let app = Field.integer("app", "Our own number of the mini-program.")
        private static let uid = Field.integer("uid", "Who is logged in.")
        private static let payload = Field.json(
            "payload",
            "A short object that comes out with the scene.",
            .anything,
            example: .object(JSONObject([]))
        )
        private static let subject = Field.text(
            "grant",
            "What somebody with another account may do for the user: 128 characters at most.",
            example: "order:A1"
        )
        private static let end = Field.integer(
            "grant_until",
            "When that is over, in seconds since 1970; within a day."
        )

        /// The mini-program.
        public let app: ID<App>
        /// Who is logged in.
        public let uid: ID<User>
        /// A short object.
        public let payload: JSONValue
        /// What somebody with another account may do for the user, and until when.
        public let grant: (subject: String, until: UnixTime)?

        /// A scene of its parts.
        public init(
            app: ID<App>,
            uid: ID<User>,
            payload: JSONValue,
            grant: (subject: String, until: UnixTime)?
        ) {
            self.app = app
            self.uid = uid
            self.payload = payload
            self.grant = grant
        }

        public init(_ fields: FieldReader) throws(ParameterProblem) {
            app = ID(try fields.read(Self.app))
            uid = ID(try fields.read(Self.uid))
            payload = try fields.read(Self.payload)
            if let subject = try fields.readIfPresent(Self.subject) {
                let end = try fields.read(Self.end)
                grant = (subject: subject, until: UnixTime(seconds: end))
            } else {
                grant = nil
            }
        }

        public func write(to fields: inout FieldWriter) {
            fields.write(Self.app, app.rawValue)
            fields.write(Self.uid, uid.rawValue)
            fields.write(Self.payload, payload)
            fields.write(Self.subject, grant?.subject)
            fields.write(Self.end, grant?.until.seconds)
        }
    }

    /// What the code carries.
    public struct Answer: Payload, Sendable {
        public let scene: String

        /// This scene.
        public init(scene: String) {
            self.scene = scene
        }
    }

    /// Why there is none.
    public enum Refusal: String, InternalRefusal, CaseIterable {
        case appUnknown = "app_unknown"
        case userUnknown = "user_unknown"
        case payloadMalformed = "payload_malformed"
        case grantMalformed = "grant_malformed"

        public var status: Int {
            switch self {
            case .appUnknown, .userUnknown: 404
            case .payloadMalformed, .grantMalformed: 422
            }
        }

        public var message: String {
            switch self {
            case .appUnknown: "There is no such app."
            case .userUnknown: "There is no such user."
            case .payloadMalformed: "The payload is no short object."
            case .grantMalformed: "The grant has no subject or no end within a day."
            }
        }
    }
}
