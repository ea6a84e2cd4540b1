public import HTTPClient

/// Why a call to WeChat Pay gave nothing. What can be done differs by case, and by nothing else.
public enum PayFailure: Error, Sendable, Equatable {
    /// Ask again later, with the same numbers: WeChat Pay is busy, or we are (nil). What was asked for
    /// may have been done.
    case retryLater(PayRefusal?)
    /// Ask again later, with the same numbers: nobody answered. What was asked for may have been done.
    case noAnswer(Unanswered)
    /// WeChat Pay says no, and will say so again. Its refusals are not signed: whether money moved
    /// is to be asked with a query, never to be read from one.
    case refused(PayRefusal)
    /// Our keys, settings or requests are wrong (nil: the request could not even be sent).
    case ourFault(PayRefusal?)
    /// What came does not prove that it is from WeChat Pay. Asked for by us, it may have been done:
    /// ask for the truth. Sent to us, it is to be refused.
    case notAuthentic(PayDoubt)
}

/// What is wrong with something that says it is from WeChat Pay.
public enum PayDoubt: Sendable, Equatable, CaseIterable {
    /// It is not signed.
    case unsigned
    /// It was signed more than five minutes ago, or ahead.
    case stale
    /// It names a key that WeChat Pay does not have.
    case keyUnknown
    /// The signature is not of that key over that text.
    case signatureWrong
    /// It does not open under the APIv3 key.
    case sealBroken
    /// It is not what WeChat Pay would write.
    case malformed
}
