extension WeChatFailure {
    /// What can be done about a failure.
    public enum Remedy: Sendable, CaseIterable {
        /// The same call may pass later. What was asked for may have been done already.
        case retryLater
        /// The same call passes with a new access token; ``WeChatClient/withAccessToken(of:_:)``
        /// has tried that once.
        case refreshToken
        /// The answer is no, and stays so: it is about the user or what they sent.
        case refused
        /// The answer is no because of how the app is set up, or of how we asked.
        case ourFault
    }

    /// What can be done about it.
    public var remedy: Remedy {
        switch self {
        case .busy, .unreachable, .brokenAnswer: .retryLater
        case .refused(let refusal): refusal.kind.remedy
        }
    }
}

extension WeChatRefusal.Kind {
    var remedy: WeChatFailure.Remedy {
        switch self {
        case .rateLimited, .orderUnknown: .retryLater
        case .tokenInvalid: .refreshToken
        case .codeInvalid, .codeUsed, .userBlocked, .openidInvalid, .userInactive, .contentRisky,
            .notSubscribed, .alreadyShipped, .notShippable:
            .refused
        case .appUnknown, .secretWrong, .addressNotAllowed, .notAuthorised, .templateInvalid,
            .fieldInvalid, .pageInvalid, .sceneInvalid, .codesExhausted, .other:
            .ourFault
        }
    }
}
