import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit
import WeChat

extension InternalAPI {
    /// `POST /internal/content-check {iid, text | image, scene?}`: has WeChat judge what somebody
    /// wants to show to others.
    enum CheckContent: InternalEndpoint {
        static let route = InternalRoutes.checkContent

        /// Where it is to stand, as our processes say it.
        enum Place: String, CaseIterable {
            case profile, comment, forum, social

            var scene: ContentScene {
                switch self {
                case .profile: .profile
                case .comment: .comment
                case .forum: .forum
                case .social: .socialLog
                }
            }
        }

        struct Input: EndpointInput {
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

            let iid: ID<WeChatIdentity>
            let content: ContentToCheck
            let scene: ContentScene

            init(_ fields: FieldReader) throws(ParameterProblem) {
                iid = ID(try fields.read(Self.iid))
                if let text = try fields.readIfPresent(Self.text) {
                    content = .text(text)
                } else {
                    content = .image(try fields.read(Self.image))
                }
                scene = try fields.read(Self.place).scene
            }
        }

        struct Output: Payload {
            let state: String
            let check_id: String
        }

        static func answer(
            _ input: Input,
            to caller: Caller<OwnProcessCaller>,
            by auth: AuthService
        ) async throws(Failure<WeChatCallRefusal>) -> Output {
            let finding = try await auth.check(input.content, by: input.iid, scene: input.scene)
            return Output(state: finding.state.rawValue, check_id: finding.checkID)
        }

        static let refusals: [WeChatCallRefusal] = [
            .identityUnknown, .textTooLong, .imageMalformed, .appUnconfigured, .weChatAway,
        ]
    }
}
