extension Fault.Kind {
    /// Whether it can happen at such a place.
    func strikes(at place: FaultPath.Place) -> Bool {
        switch self {
        case .timeout, .slow, .http500, .errcode, .dropBefore, .dropAfter:
            [.app, .pay, .anywhere].contains(place)
        case .badSignature, .clockSkew: [.pay, .callback].contains(place)
        case .rotateSessionKey, .unfetched: place == .app
        case .duplicateCallback, .delayCallback, .loseCallback, .reorderCallback, .wrongAmount,
            .staleTimestamp, .forgeCallback:
            place == .callback
        }
    }

    /// The only address at which it means anything; nil for those that go with all of a place.
    var address: String? {
        switch self {
        case .rotateSessionKey: WeChatAPI.CodeToSession.path
        case .unfetched: WeChatAPI.CheckMedia.path
        default: nil
        }
    }

    /// How long it takes where nothing else is said; nil where it takes no time.
    var milliseconds: Int64? {
        switch self {
        case .timeout: Fault.timeoutMilliseconds
        case .slow: Fault.slowMilliseconds
        case .delayCallback: Fault.delayMilliseconds
        default: nil
        }
    }
}
