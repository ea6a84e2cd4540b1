import AuthDomain
import Basics
import InternalMessages
import ServiceKit
import WeChat

extension InternalAPI {
    /// `POST /internal/content-check`: has WeChat judge what somebody wants to show to others.
    enum CheckContent: InternalEndpoint {
        typealias Call = CheckContentCall

        static func answer(
            _ input: Call.Request,
            to caller: Caller<OwnProcessCaller>,
            by auth: AuthService
        ) async throws(Failure<WeChatCallRefusal>) -> Call.Answer {
            let finding = try await auth.check(
                ContentToCheck(input.content),
                by: input.iid,
                scene: ContentScene(input.place)
            )
            return Call.Answer(finding.state, checkID: finding.checkID)
        }

        static let refusals: [WeChatCallRefusal] = [
            .identityUnknown, .textTooLong, .imageMalformed, .appUnconfigured, .weChatAway,
        ]

        static func reason(for refusal: WeChatCallRefusal) -> Call.Refusal {
            switch refusal {
            case .identityUnknown: .identityUnknown
            case .textTooLong: .textTooLong
            case .imageMalformed: .imageMalformed
            // The last two are never said of a content.
            case .appUnconfigured, .appUnknown, .sceneMalformed, .pageUnknown: .appUnconfigured
            case .weChatAway: .weChatAway
            }
        }
    }
}

extension ContentToCheck {
    fileprivate init(_ content: CheckContentCall.Content) {
        switch content {
        case .text(let text): self = .text(text)
        case .image(let address): self = .image(address)
        }
    }
}

extension ContentScene {
    fileprivate init(_ place: CheckContentCall.Place) {
        switch place {
        case .profile: self = .profile
        case .comment: self = .comment
        case .forum: self = .forum
        case .social: self = .socialLog
        }
    }
}
