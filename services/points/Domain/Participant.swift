package import Basics

/// Somebody who takes part: a WeChat identity, by the number that auth gave it.
package struct Participant: Hashable, Sendable {
    package let id: ID<WeChatIdentity>
    /// The mini-program in which WeChat calls them `openid`.
    package let app: ID<App>
    package let openid: ExternalID

    package init(id: ID<WeChatIdentity>, app: ID<App>, openid: ExternalID) {
        self.id = id
        self.app = app
        self.openid = openid
    }

    /// Why nobody is told anything about a participant.
    package enum Refusal: Error, Sendable, CaseIterable {
        /// The openid is not the caller's own; whether it is anybody's is not said.
        case unknown
    }
}
