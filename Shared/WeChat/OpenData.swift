import Basics
import Crypto
public import JSON

/// A user's data, opened, and marked for the app that asked.
public struct OpenData: Sendable {
    /// Everything that was in it.
    public let json: JSONValue
    /// For whom and when WeChat encrypted it.
    public let watermark: Watermark

    /// The longest that is looked at; a month of steps takes two thousand characters.
    public static let maximumEncodedBytes = 64 * 1024

    /// Opens data with the first of the session keys (the present one, the one before) that fits.
    ///
    /// Without a tag in it, data under another key shows by a bad padding, or, once in 256 times,
    /// by a text that is no UTF-8; both are `wrongKey`.
    public static func open(
        _ sealed: SealedData,
        with keys: [SessionKey],
        appid: String
    ) throws(OpenDataFailure) -> OpenData {
        guard sealed.encryptedData.utf8.count <= maximumEncodedBytes else { throw .wrongLength }
        guard
            let data = Base64.decode(sealed.encryptedData),
            let iv = Base64.decode(sealed.iv)
        else { throw .notBase64 }
        guard
            iv.count == AES.blockSize,
            !data.isEmpty,
            data.count.isMultiple(of: AES.blockSize)
        else { throw .wrongLength }
        let texts = keys.lazy.compactMap { text(of: data, iv, $0) }
        guard let text = texts.first else { throw .wrongKey }
        guard let json = WeChatText.json(text), json.object != nil else { throw .notJSON }
        guard let watermark = watermark(in: json), watermark.appid == ExternalID(appid) else {
            throw .wrongApp
        }
        return OpenData(json: json, watermark: watermark)
    }

    /// Whether `signature` (hexadecimal) belongs to the `rawData` beside it: SHA-1 over the data and
    /// the session key's text.
    public static func isSigned(
        rawData: String,
        signature: String,
        by key: SessionKey
    ) -> Bool {
        guard let claimed = Hex.decode(signature) else { return false }
        return ConstantTime.equal(claimed, SHA1.hash(Bytes((rawData + key.text).utf8)))
    }

    private static func text(of data: Bytes, _ iv: Bytes, _ key: SessionKey) -> Bytes? {
        guard
            let text = try? AES.decryptCBC(key: key.octets, iv: iv, data),
            String(validating: text, as: UTF8.self) != nil
        else { return nil }
        return text
    }

    private static func watermark(in json: JSONValue) -> Watermark? {
        guard
            let mark = json["watermark"],
            let appid = mark["appid"]?.string,
            let seconds = mark["timestamp"]?.looseInteger,
            (0...UnixTime.latestSeconds).contains(seconds)
        else { return nil }
        return Watermark(appid: ExternalID(appid), at: UnixTime(seconds: seconds))
    }
}

extension UnixTime {
    /// The year 9999; no time of WeChat's lies beyond.
    static let latestSeconds: Int64 = 253_402_300_799
}
