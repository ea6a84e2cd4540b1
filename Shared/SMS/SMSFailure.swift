public import HTTPClient

/// Why a message was not sent, or perhaps not.
public enum SMSFailure: Error, Sendable, Equatable {
    /// This number has had as many as the provider allows for now.
    case limitReached
    /// There is no such number, or it wants no messages.
    case badNumber
    /// Account, key, signature, template, its values or the balance: for whoever runs this.
    case configuration(SMSRefusal)
    /// The provider is too busy; nothing was sent.
    case busy
    /// No answer came. The message may have been sent.
    case unreachable(Unanswered)
    /// What came cannot be read. The message may have been sent.
    case brokenAnswer

    /// What a call fails with that was not replaced in a test.
    public static let unstubbed = SMSFailure.unreachable(.unstubbed)
}
