/// What the callbacks to a merchant are signed with.
enum CallbackKey: String, Sendable, CaseIterable {
    /// The kind of key that the request asked for.
    case auto
    case certificate
    case publicKey = "public_key"

    /// The setting of a merchant; nil is ``auto``.
    init(_ kind: PayKeyKind?) {
        switch kind {
        case nil: self = .auto
        case .certificate: self = .certificate
        case .publicKey: self = .publicKey
        }
    }

    var kind: PayKeyKind? {
        switch self {
        case .auto: nil
        case .certificate: .certificate
        case .publicKey: .publicKey
        }
    }
}
