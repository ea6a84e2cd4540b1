import Basics
import Contracts
import HTTP
import ServiceKit
import WeChat

extension InternalAPI {
    /// `POST /internal/wxacode {app, scene, page?, check_path?}`: a mini-program code, as the
    /// picture itself.
    enum MakeCode: InternalEndpoint {
        static let route = InternalRoutes.makeCode
        static let mediaTypes = ["image/png", "image/jpeg"]

        struct Input: EndpointInput {
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

            let app: ID<App>
            let scene: String
            let page: String?
            let checksPage: Bool

            init(_ fields: FieldReader) throws(ParameterProblem) {
                app = ID(try fields.read(Self.app))
                scene = try fields.read(Self.scene)
                page = try fields.readIfPresent(Self.page)
                checksPage = try fields.read(Self.checksPage)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<OwnProcessCaller>,
            by auth: AuthService
        ) async throws(Failure<WeChatCallRefusal>) -> Download {
            let image = try await auth.codeImage(
                of: input.scene,
                page: input.page,
                checksPage: input.checksPage,
                in: input.app
            )
            return Download(image.contentType, image.bytes)
        }

        static let refusals: [WeChatCallRefusal] = [
            .appUnknown, .sceneMalformed, .pageUnknown, .appUnconfigured, .weChatAway,
        ]
    }
}
