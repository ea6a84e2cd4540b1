/// Why a message push is not taken. Answer 4xx, so that WeChat notices.
public enum MessagePushFailure: Error, Sendable, Equatable, CaseIterable {
    /// It is not from WeChat, or our token is another.
    case wrongSignature
    /// The app has a key, and this came in the clear.
    case notEncrypted
    /// It is for another app.
    case wrongApp
    /// No message as WeChat makes them in JSON or XML, or it does not open.
    case malformed
}
