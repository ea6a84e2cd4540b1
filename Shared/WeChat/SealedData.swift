/// What a phone sends of a user's data: encrypted by WeChat under the user's session key.
public struct SealedData: Sendable {
    /// Base64.
    public let encryptedData: String
    /// Base64 of 16 octets.
    public let iv: String

    /// Both texts as they came.
    public init(encryptedData: String, iv: String) {
        self.encryptedData = encryptedData
        self.iv = iv
    }
}
