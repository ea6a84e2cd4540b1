/// Why a certificate or a listener of TLS cannot be used. Carries no octet of a key.
public enum TLSFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The first certificate cannot be read: no PEM, or no certificate in it.
    case certificateUnreadable
    /// One of the certificates behind the first cannot be read.
    case chainUnreadable
    /// The key cannot be read: no PEM, or encrypted.
    case keyUnreadable
    /// The key is not the certificate's.
    case keyOfAnother
    /// libssl takes certificate or key for too weak.
    case refused
    /// libssl gave no context.
    case noContext

    /// One line for an operator.
    public var description: String {
        switch self {
        case .certificateUnreadable: "holds no certificate in PEM"
        case .chainUnreadable: "a certificate behind the first cannot be read"
        case .keyUnreadable: "the key cannot be read: it has to be PEM and not encrypted"
        case .keyOfAnother: "the key is not the certificate's"
        case .refused: "certificate or key are too weak"
        case .noContext: "libssl gives no context"
        }
    }
}
