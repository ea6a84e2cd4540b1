public import Basics
import Crypto
import JSON

/// An app's message push (消息推送): what WeChat sends to us, and how we know that it is WeChat. JSON and
/// XML are both read, whichever the console is set to. Never prints its secrets.
public struct MessagePush: Sendable, CustomStringConvertible, CustomReflectable {
    let appid: String
    let token: String
    /// Nil: messages come in the clear.
    let key: Bytes?

    /// WeChat pads to blocks of 32.
    static let paddingBlock = 32
    /// A message has some hundred octets; WeChat's longest texts some thousand.
    public static let maximumBytes = 64 * 1024

    /// `token` and `encodingAESKey` (43 characters; nil for plain mode) as the console has them;
    /// nil where the key is none.
    public init?(appid: String, token: String, encodingAESKey: String?) {
        var key: Bytes?
        if let encodingAESKey {
            // The last character carries two bits that belong to nothing.
            guard
                encodingAESKey.utf8.count == 43,
                let octets = Self.lenientBase64(encodingAESKey)
            else { return nil }
            key = octets
        }
        self.appid = appid
        self.token = token
        self.key = key
    }

    /// Whether WeChat signed this. For the console's test (`GET …?echostr=…`) answer the `echostr`
    /// if so.
    public func isSigned(_ query: PushQuery) -> Bool {
        Self.equal(query.signature, signature([query.timestamp, query.nonce]))
    }

    /// Checks and opens a message. With a key only an encrypted one is taken, without only a plain
    /// one.
    public func open(
        _ body: Bytes,
        _ query: PushQuery
    ) throws(MessagePushFailure) -> PushMessage {
        guard body.count <= Self.maximumBytes, let json = WeChatText.push(body) else {
            throw .malformed
        }
        guard let key else {
            guard isSigned(query) else { throw .wrongSignature }
            guard let message = PushMessage(json) else { throw .malformed }
            return message
        }
        guard let sealed = json["Encrypt"]?.string else { throw .notEncrypted }
        guard Self.equal(query.messageSignature, signature(sealed, query)) else {
            throw .wrongSignature
        }
        let text = try unseal(sealed, key)
        guard let message = WeChatText.push(text).flatMap(PushMessage.init) else {
            throw .malformed
        }
        return message
    }

    /// What WeChat's `signature` has to be: of token, time stamp and nonce.
    public func signature(timestamp: String, nonce: String) -> String {
        signature([timestamp, nonce])
    }

    func signature(_ sealed: String, _ query: PushQuery) -> String {
        signature([query.timestamp, query.nonce, sealed])
    }

    private func signature(_ texts: [String]) -> String {
        let sorted = (texts + [token]).map { ExternalID($0) }.sorted()
        return Hex.encode(SHA1.hash(sorted.flatMap(\.bytes)))
    }

    private static func equal(_ claimed: String?, _ expected: String) -> Bool {
        ConstantTime.equal(Bytes((claimed ?? "").utf8), Bytes(expected.utf8))
    }

    private static func lenientBase64(_ text: String) -> Bytes? {
        if let octets = Base64.decode(text + "=") { return octets }
        let alphabet = Bytes(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
        )
        guard let last = text.utf8.last, let place = alphabet.firstIndex(of: last) else {
            return nil
        }
        let cleared = String(decoding: [alphabet[place & ~3]], as: UTF8.self)
        return Base64.decode(text.dropLast() + cleared + "=")
    }

    public var description: String { "MessagePush(\(appid))" }
    public var customMirror: Mirror { Mirror(self, children: ["appid": appid]) }
}
