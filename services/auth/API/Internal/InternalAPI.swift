import Contracts
import ServiceKit

/// What other processes ask.
enum InternalAPI {
    static let endpoints: [any Endpoint<AuthService>.Type] = [
        ReadSession.self, ReadSessionFeed.self, Decrypt.self, MakeScene.self, MakeCode.self,
        CheckContent.self, ListApps.self, ReadUser.self, ReportShipment.self,
    ]

    /// What is only there for clients that send no token.
    static let legacy: [any Endpoint<AuthService>.Type] = [FindIdentity.self]
}

protocol InternalEndpoint: Endpoint
where Service == AuthService, Wire == InternalContract, Principal == OwnProcessCaller {}

extension InternalEndpoint where Refusal == WeChatCallRefusal {
    static func failure(for refusal: WeChatCallRefusal) -> TransportFailure? {
        refusal == .weChatAway ? .unavailable : nil
    }

    static func code(for refusal: WeChatCallRefusal) -> Code {
        switch refusal {
        case .appUnknown: InternalLines.appUnknown
        case .identityUnknown: InternalLines.identityUnknown
        case .sceneMalformed: Code(422, "WeChat takes no such scene.", name: "scene_malformed")
        case .pageUnknown:
            Code(422, "The released version has no such page.", name: "page_unknown")
        case .textTooLong: Code(422, "The text is too long for WeChat.", name: "text_too_long")
        case .imageMalformed:
            Code(422, "The picture has no http address.", name: "image_malformed")
        case .appUnconfigured: InternalLines.appUnconfigured
        case .weChatAway: InternalLines.weChatAway
        }
    }
}
