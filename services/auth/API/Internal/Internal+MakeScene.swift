import Basics
import Contracts
import HTTP
import JSON
import ServiceKit

extension InternalAPI {
    /// `POST /internal/scenes {app, iid?, uid, payload}`: a scene that logs this user in to that
    /// mini-program, once, within five minutes. `iid` says who asked for it.
    enum MakeScene: InternalEndpoint {
        static let route = Route.post("/internal/scenes")

        struct Input: WireInput {
            let app: ID<App>
            let uid: ID<User>
            let payload: JSONValue

            init(_ wire: Parameters) throws(ParameterProblem) {
                app = ID(try wire.integer("app"))
                uid = ID(try wire.integer("uid"))
                guard let payload = wire.json("payload") else { throw .missing("payload") }
                self.payload = payload
            }
        }

        struct Output: Encodable {
            let scene: String
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
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
            case .appUnknown: Code(404, "There is no such app.", name: "app_unknown")
            case .userUnknown: Code(404, "There is no such user.", name: "user_unknown")
            case .payloadMalformed:
                Code(422, "The payload is no short object.", name: "payload_malformed")
            }
        }
    }
}
