public import Basics
public import Crypto

/// What a merchant proves itself with to WeChat Pay. Never prints itself.
public struct PayCredentials: Sendable, CustomStringConvertible {
    /// The merchant's number.
    public let mchid: String
    /// The serial number of the merchant's API certificate, upper-case hexadecimal.
    public let serialNumber: String
    let privateKey: RSAPrivateKey
    /// The present one first.
    let apiV3Keys: [Bytes]

    /// With the APIv3 key, and those before it that may still be met: what was encrypted before a
    /// change of the key may come again for a day.
    ///
    /// Nil where an APIv3 key is not of 32 octets, or one of the numbers could not stand in a
    /// header.
    public init?(
        mchid: String,
        serialNumber: String,
        privateKey: RSAPrivateKey,
        apiV3Key: Bytes,
        formerAPIV3Keys: [Bytes] = []
    ) {
        let keys = [apiV3Key] + formerAPIV3Keys
        guard
            keys.allSatisfy({ $0.count == 32 }),
            PayNames.isName(mchid), PayNames.isName(serialNumber)
        else { return nil }
        self.mchid = mchid
        self.serialNumber = serialNumber
        self.privateKey = privateKey
        apiV3Keys = keys
    }

    /// Says whose they are, not what.
    public var description: String { "PayCredentials(\(mchid))" }
}

/// The WeChat Pay public key, which new merchants get instead of certificates.
public struct PayPublicKey: Sendable {
    /// `PUB_KEY_ID_…`.
    public let id: String
    /// The key.
    public let key: RSAPublicKey

    /// A key under its name; nil for a name that could not stand in a header.
    public init?(id: String, key: RSAPublicKey) {
        guard PayNames.isName(id) else { return nil }
        self.id = id
        self.key = key
    }
}

/// What may stand in numbers and names.
enum PayNames {
    /// Visible ASCII, not too long, nothing that ends a quoted value.
    static func isName(_ text: String) -> Bool {
        (1...128).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\"") }
    }
}
