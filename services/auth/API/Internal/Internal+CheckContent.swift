import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit
import WeChat

extension InternalAPI {
    /// `POST /internal/content-check {iid, text | image, scene?}`: `image` is an address from which
    /// WeChat can fetch the picture. `scene` is profile, comment, forum (usual) or social.
    enum CheckContent: InternalEndpoint {
        static let route = Route.post("/internal/content-check")

        struct Input: WireInput {
            let iid: ID<WeChatIdentity>
            let content: ContentToCheck
            let scene: ContentScene

            init(_ wire: Parameters) throws(ParameterProblem) {
                iid = ID(try wire.integer("iid"))
                if let text = try wire.optionalText("text") {
                    content = .text(text)
                } else {
                    content = .image(try wire.text("image"))
                }
                scene =
                    switch try wire.optionalText("scene") {
                    case "profile": .profile
                    case "comment": .comment
                    case nil, "forum": .forum
                    case "social": .socialLog
                    default: throw .malformed("scene")
                    }
            }
        }

        struct Output: Encodable {
            let state: String
            let check_id: String
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<WeChatCallRefusal>) -> Output {
            let finding = try await auth.check(input.content, by: input.iid, scene: input.scene)
            return Output(state: finding.state.rawValue, check_id: finding.checkID)
        }

        static func failure(for refusal: WeChatCallRefusal) -> TransportFailure? {
            refusal == .weChatAway ? .unavailable : nil
        }

        static func code(for refusal: WeChatCallRefusal) -> Code { Code(refusal) }
    }
}
