public import Basics

/// The texts that signatures of WeChat Pay v3 are over: lines, each of them ended.
public enum PaySignedText {
    /// Of a request; `target` is path and query as they are sent.
    public static func request(
        method: String,
        target: String,
        timestamp: String,
        nonce: String,
        body: Bytes
    ) -> Bytes {
        lines([method, target, timestamp, nonce], body)
    }

    /// Of an answer or a callback; the body as it came, nothing for 204.
    public static func answer(timestamp: String, nonce: String, body: Bytes) -> Bytes {
        lines([timestamp, nonce], body)
    }

    /// Of what `wx.requestPayment` is given; `package` is `prepay_id=…`.
    public static func payment(
        appid: String,
        timestamp: String,
        nonce: String,
        package: String
    ) -> Bytes {
        lines([appid, timestamp, nonce], Bytes(package.utf8))
    }

    private static func lines(_ heads: [String], _ last: Bytes) -> Bytes {
        var text: Bytes = []
        text.reserveCapacity(last.count + 256)
        for head in heads {
            text.append(contentsOf: head.utf8)
            text.append(UInt8(ascii: "\n"))
        }
        text.append(contentsOf: last)
        text.append(UInt8(ascii: "\n"))
        return text
    }
}
