/// What stands in the query of a message push.
public struct PushQuery: Sendable, Equatable {
    /// Of token, time stamp and nonce.
    public var signature: String?
    public var timestamp: String
    public var nonce: String
    /// Of the encrypted message besides (`msg_signature`).
    public var messageSignature: String?

    /// A query made of its parts; what is missing in the request is nil or empty.
    public init(
        signature: String?,
        timestamp: String,
        nonce: String,
        messageSignature: String? = nil
    ) {
        self.signature = signature
        self.timestamp = timestamp
        self.nonce = nonce
        self.messageSignature = messageSignature
    }
}
