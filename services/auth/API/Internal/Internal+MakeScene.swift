import Basics
import Contracts
import HTTP
import JSON
import ServiceKit

extension InternalAPI {
    /// `POST /internal/scenes {app, uid, payload, grant?, grant_until?}`: a scene that logs this
    /// user in to that mini-program, once, within five minutes. Somebody with another account who
    /// redeems it stays who they are, and may do what `grant` names, until `grant_until`.
    enum MakeScene: InternalEndpoint {
        static let route = InternalRoutes.makeScene

        struct Input: EndpointInput {
            private static let app = Field.integer("app", "Our own number of the mini-program.")
            private static let uid = Field.integer("uid", "Who is logged in.")
            private static let payload = Field.json(
                "payload",
                "A short object that comes out with the scene.",
                .anything,
                example: .object(JSONObject([]))
            )

            private static let grant = Field.text(
                "grant",
                "What somebody with another account may do for the user: 128 characters at most.",
                example: "order:A1"
            )
            private static let grantUntil = Field.integer(
                "grant_until",
                "When that is over, in seconds since 1970; within a day."
            )

            let app: ID<App>
            let uid: ID<User>
            let payload: JSONValue
            let grant: (subject: String, until: UnixTime)?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                app = ID(try fields.read(Self.app))
                uid = ID(try fields.read(Self.uid))
                payload = try fields.read(Self.payload)
                if let subject = try fields.readIfPresent(Self.grant) {
                    let end = try fields.read(Self.grantUntil)
                    grant = (subject: subject, until: UnixTime(seconds: end))
                } else {
                    grant = nil
                }
            }
        }

        struct Output: Payload {
            let scene: String
        }

        static func answer(
            _ input: Input,
            to caller: Caller<OwnProcessCaller>,
            by auth: AuthService
        ) async throws(Failure<MakeSceneRefusal>) -> Output {
            Output(
                scene: try await auth.makeScene(
                    in: input.app,
                    for: input.uid,
                    payload: input.payload,
                    granting: input.grant
                )
            )
        }

        static func code(for refusal: MakeSceneRefusal) -> Code {
            switch refusal {
            case .appUnknown: InternalLines.appUnknown
            case .userUnknown: InternalLines.userUnknown
            case .payloadMalformed:
                Code(422, "The payload is no short object.", name: "payload_malformed")
            case .grantMalformed:
                Code(
                    422,
                    "The grant has no subject or no end within a day.",
                    name: "grant_malformed"
                )
            }
        }
    }
}
