/// A refusal in the provider's words.
public struct SMSRefusal: Sendable, Equatable {
    /// `FailedOperation.TemplateIncorrectOrUnapproved`, `isv.SMS_TEMPLATE_ILLEGAL` and the like.
    public let code: String
    /// Cut to 200 characters: for the log, never to be looked into.
    public let message: String

    /// A refusal under the provider's code.
    public init(code: String, message: String) {
        self.code = String(code.prefix(100))
        self.message = String(message.prefix(200))
    }
}
