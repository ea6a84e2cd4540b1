import AuthDomain
import Basics
import InternalMessages
import ServiceKit
import WeChat

extension InternalAPI {
    /// `POST /internal/wxacode`: a mini-program code, as the picture itself.
    enum MakeCode: InternalEndpoint {
        typealias Call = MakeCodeCall

        static let mediaTypes = ["image/png", "image/jpeg"]

        static func answer(
            _ input: Call.Request,
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

        static func reason(for refusal: WeChatCallRefusal) -> Call.Refusal {
            switch refusal {
            case .appUnknown: .appUnknown
            case .sceneMalformed: .sceneMalformed
            case .pageUnknown: .pageUnknown
            // What follows the first is never said of a code.
            case .appUnconfigured, .identityUnknown, .textTooLong, .imageMalformed:
                .appUnconfigured
            case .weChatAway: .weChatAway
            }
        }
    }
}
