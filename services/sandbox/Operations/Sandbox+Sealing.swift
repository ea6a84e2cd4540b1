import Basics
import Crypto

extension Sandbox {
    /// Encrypts a text as WeChat does: AES-128-CBC under the session key, with a new iv.
    func seal(
        _ text: String,
        of kind: OpenDataKind,
        _ data: OpenDataText,
        for owner: PersonInApp
    ) throws -> SealedOutput {
        guard let key = Base64.decode(owner.sessionKey) else {
            throw BrokenFile("a session key that is none")
        }
        let iv = random.bytes(AES.blockSize)
        let sealed = try AES.encryptCBC(key: key, iv: iv, Bytes(text.utf8))
        let rawData = kind == .profile ? data.rawData : nil
        return SealedOutput(
            encryptedData: Base64.encode(sealed),
            iv: Base64.encode(iv),
            rawData: rawData,
            signature: rawData.map {
                Hex.encode(SHA1.hash(Bytes(($0 + owner.sessionKey).utf8)))
            }
        )
    }
}
