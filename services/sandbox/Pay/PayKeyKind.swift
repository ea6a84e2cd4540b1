/// How WeChat Pay signs: with the key of a platform certificate (named by its serial number), or
/// with the WeChat Pay public key (named `PUB_KEY_ID_…`).
enum PayKeyKind: String, Sendable, CaseIterable {
    case certificate
    case publicKey = "public_key"
}
