import Basics
import Contracts
import HTTP
import JSON
import ServiceKit

extension InternalAPI {
    /// `POST /internal/scenes {app, uid, payload}`: a scene that logs this user in to that
    /// mini-program, once, within five minutes.
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

            let app: ID<App>
            let uid: ID<User>
            let payload: JSONValue

            init(_ fields: FieldReader) throws(ParameterProblem) {
                app = ID(try fields.read(Self.app))
                uid = ID(try fields.read(Self.uid))
                payload = try fields.read(Self.payload)
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
                    payload: input.payload
                )
            )
        }

        static func code(for refusal: MakeSceneRefusal) -> Code {
            switch refusal {
            case .appUnknown: InternalLines.appUnknown
            case .userUnknown: InternalLines.userUnknown
            case .payloadMalformed:
                Code(422, "The payload is no short object.", name: "payload_malformed")
            }
        }
    }
}
