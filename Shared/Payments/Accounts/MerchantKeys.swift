import Basics
import Crypto
import JSON
public import ServiceKit
import WeChatPay

/// All that a merchant account proves itself with, and is proven to with.
public struct MerchantKeys: Sendable {
    /// Which of WeChat Pay's keys answers are asked to be signed with. Whatever is asked for, both
    /// kinds are taken.
    public enum Mode: String, Sendable, CaseIterable {
        case certificate
        case publicKey = "public_key"
    }

    /// A WeChat Pay public key, PEM.
    public struct PlatformKey: Sendable, Equatable {
        /// `PUB_KEY_ID_…`.
        public let id: String
        /// `-----BEGIN PUBLIC KEY-----`.
        public let pem: String

        /// A key under its name.
        public init(id: String, pem: String) {
            self.id = id
            self.pem = pem
        }
    }

    /// The merchant account.
    public let mchid: String
    /// The serial number of its API certificate.
    public var serialNumber: String
    /// The private key that goes with it, PEM.
    public var privateKey: Secret<String>
    /// APIv3 keys, the present one first. What was encrypted under the one before may come again
    /// for a day.
    public var apiV3Keys: [Secret<String>]
    /// WeChat Pay's public keys, the present one first; none in certificate mode.
    public var publicKeys: [PlatformKey]
    /// Which kind is asked for.
    public var mode: Mode

    /// Keys of these parts.
    public init(
        mchid: String,
        serialNumber: String,
        privateKey: Secret<String>,
        apiV3Keys: [Secret<String>],
        publicKeys: [PlatformKey] = [],
        mode: Mode? = nil
    ) {
        self.mchid = mchid
        self.serialNumber = serialNumber
        self.privateKey = privateKey
        self.apiV3Keys = apiV3Keys
        self.publicKeys = publicKeys
        self.mode = mode ?? (publicKeys.isEmpty ? .certificate : .publicKey)
    }

    /// What is wrong with keys that somebody offers.
    public enum Problem: Error, Sendable, Equatable {
        /// Account or serial number are no such thing.
        case nameMalformed
        /// It is no RSA private key in PEM.
        case privateKeyMalformed
        /// An APIv3 key has 32 characters.
        case apiV3KeyMalformed
        /// It is no RSA public key in PEM, or has no name.
        case publicKeyMalformed
        /// Public-key mode needs a public key.
        case publicKeyMissing
    }

    /// The keys, parsed. Takes a while: on the workers.
    func parsed() throws(Problem) -> Parsed {
        guard let key = try? RSAPrivateKey(pem: privateKey.reveal()) else {
            throw .privateKeyMalformed
        }
        let octets = apiV3Keys.map { Bytes($0.reveal().utf8) }
        guard let present = octets.first, octets.allSatisfy({ $0.count == 32 }) else {
            throw .apiV3KeyMalformed
        }
        guard
            let credentials = PayCredentials(
                mchid: mchid,
                serialNumber: serialNumber,
                privateKey: key,
                apiV3Key: present,
                formerAPIV3Keys: Array(octets.dropFirst())
            )
        else { throw .nameMalformed }
        var platform: [PayPublicKey] = []
        for known in publicKeys {
            guard
                let key = try? RSAPublicKey(pem: known.pem),
                let named = PayPublicKey(id: known.id, key: key)
            else { throw .publicKeyMalformed }
            platform.append(named)
        }
        guard mode == .certificate || !platform.isEmpty else { throw .publicKeyMissing }
        return Parsed(credentials: credentials, publicKeys: platform, mode: mode)
    }

    /// Keys that can be used.
    struct Parsed: Sendable {
        let credentials: PayCredentials
        let publicKeys: [PayPublicKey]
        let mode: Mode

        /// The one that requests name; nil in certificate mode.
        var asked: PayPublicKey? { mode == .publicKey ? publicKeys.first : nil }
        var others: [PayPublicKey] { Array(publicKeys.dropFirst(asked == nil ? 0 : 1)) }
    }
}

// MARK: - In the file

extension MerchantKeys {
    private static let kept = 2

    /// These keys with those of before that may still be met: the APIv3 key that was the present
    /// one, and all public keys.
    func following(_ former: MerchantKeys) -> MerchantKeys {
        var keys = self
        let known = Set(keys.apiV3Keys.map { $0.reveal() })
        keys.apiV3Keys += former.apiV3Keys.filter { !known.contains($0.reveal()) }
        keys.apiV3Keys = Array(keys.apiV3Keys.prefix(Self.kept))
        let names = Set(keys.publicKeys.map(\.id))
        keys.publicKeys += former.publicKeys.filter { !names.contains($0.id) }
        keys.publicKeys = Array(keys.publicKeys.prefix(Self.kept))
        return keys
    }

    /// As JSON, to be sealed.
    var json: Bytes {
        var json = JSONWriter()
        json.beginObject()
        json.key("serial_no")
        json.string(serialNumber)
        json.key("private_key")
        json.string(privateKey.reveal())
        json.key("apiv3_keys")
        json.beginArray()
        for key in apiV3Keys { json.string(key.reveal()) }
        json.endArray()
        json.key("public_keys")
        json.beginArray()
        for key in publicKeys {
            json.beginObject()
            json.key("id")
            json.string(key.id)
            json.key("key")
            json.string(key.pem)
            json.endObject()
        }
        json.endArray()
        json.key("mode")
        json.string(mode.rawValue)
        json.endObject()
        return json.bytes
    }

    /// Out of what was sealed; nil for what is none.
    init?(json bytes: Bytes, of mchid: String) {
        guard
            let json = try? JSON.parse(bytes),
            let serial = json["serial_no"]?.string, let key = json["private_key"]?.string,
            let apiV3Keys = json["apiv3_keys"]?.array?.compactMap(\.string),
            let publicKeys = json["public_keys"]?.array,
            let mode = json["mode"]?.string.flatMap({ Mode(rawValue: $0) })
        else { return nil }
        self.init(
            mchid: mchid,
            serialNumber: serial,
            privateKey: Secret(key),
            apiV3Keys: apiV3Keys.map { Secret($0) },
            publicKeys: publicKeys.compactMap { key in
                guard let id = key["id"]?.string, let pem = key["key"]?.string else { return nil }
                return PlatformKey(id: id, pem: pem)
            },
            mode: mode
        )
    }
}
