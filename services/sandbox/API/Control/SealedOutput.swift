import ServiceKit

/// What a phone sends on.
struct SealedOutput: Payload {
    let encryptedData: String
    let iv: String
    /// With a profile only: the same in the clear, and the signature over it.
    let rawData: String?
    let signature: String?
}
