/// Why something of this module was refused. Never carries what was refused, nor libcrypto's words.
public enum CryptoError: Error, Sendable, Equatable, CaseIterable {
    /// The key is unreadable, of another kind, or too weak.
    case badKey
    /// A key, an iv, a nonce or the data has a length that the algorithm does not have.
    case badLength
    /// What came out does not end in the padding it has to.
    case badPadding
    /// The tag does not belong to this key, nonce, data and text.
    case notAuthentic
    /// The octets are not of the form they claim (PEM, DER).
    case malformed
    /// libcrypto could not do it.
    case failed
}
