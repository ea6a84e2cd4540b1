public import Basics

/// The pieces of a compact token, decoded; nothing of it has been checked.
public struct JWTParts: Sendable {
    /// The header: JSON, unread.
    public let headerJSON: Bytes
    /// The claims: JSON, unread.
    public let payload: Bytes
    /// 64 octets for Ed25519, any number before that is checked.
    public let signature: Bytes
    /// What was signed: header and payload as they came, with the dot between them.
    public let signingInput: Bytes

    /// Whether the signature is that key's.
    public func isSigned(by key: Ed25519PublicKey) -> Bool {
        key.verify(signingInput, signature: signature)
    }
}
