public import Basics
import Crypto
import JSON

extension MessagePush {
    /// A message as WeChat sends it, and the reply as WeChat wants it: base64 of 16 octets of
    /// chance, the length, the text and the appid, under the key. Nil in plain mode.
    public func seal(_ text: Bytes, random: RandomSource) -> String? {
        guard let key, let length = UInt32(exactly: text.count) else { return nil }
        let head =
            random.bytes(16) + (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) }
        let sealed = try? AES.encryptCBC(
            key: key,
            iv: Bytes(key.prefix(AES.blockSize)),
            head + text + Bytes(appid.utf8),
            paddingBlock: Self.paddingBlock
        )
        return sealed.map { Base64.encode($0) }
    }

    /// What `msg_signature` has to be for a sealed text.
    public func signature(of sealed: String, timestamp: String, nonce: String) -> String {
        signature(sealed, PushQuery(signature: nil, timestamp: timestamp, nonce: nonce))
    }

    /// The text in a sealed one, which has to be for this app.
    func unseal(_ sealed: String, _ key: Bytes) throws(MessagePushFailure) -> Bytes {
        guard
            let data = Base64.decode(sealed),
            let plain = try? AES.decryptCBC(
                key: key,
                iv: Bytes(key.prefix(AES.blockSize)),
                data,
                paddingBlock: Self.paddingBlock
            ),
            plain.count >= 20
        else { throw .malformed }
        let length = plain[16..<20].reduce(0) { $0 << 8 | Int($1) }
        guard length <= plain.count - 20 else { throw .malformed }
        guard plain[(20 + length)...].elementsEqual(appid.utf8) else { throw .wrongApp }
        return Bytes(plain[20..<(20 + length)])
    }
}
