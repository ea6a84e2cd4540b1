import Basics

/// What a phone sends of a user's data: encrypted by WeChat under the user's session key.
public struct SealedData: Sendable {
    /// Base64.
    public let encryptedData: String
    /// Base64 of 16 octets.
    public let iv: String

    /// Both texts as they came. Base64 has no space: one was a plus before somebody read it as a
    /// form. Line breaks, as older libraries put in, mean nothing.
    public init(encryptedData: String, iv: String) {
        self.encryptedData = Self.mended(encryptedData)
        self.iv = Self.mended(iv)
    }

    private static func mended(_ text: String) -> String {
        var octets = Bytes(text.utf8)
        octets.removeAll { $0 == 0x0a || $0 == 0x0d }
        for index in octets.indices where octets[index] == 0x20 {
            octets[index] = UInt8(ascii: "+")
        }
        return String(decoding: octets, as: UTF8.self)
    }
}
