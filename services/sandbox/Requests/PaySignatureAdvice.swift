import Basics
import Crypto
import HTTP
import JSON
import WeChatPay

/// Finds out what a merchant did sign whose signature is no good: tries the mistakes that are made.
struct PaySignatureAdvice {
    let request: Request
    let body: Bytes
    let timestamp: String
    let nonce: String
    let signature: Bytes
    let keys: PayKeys

    /// The text that was to be signed, and the one that fits where it is a known mistake.
    var refusal: SignatureRefusal {
        let expected = String(decoding: text(), as: UTF8.self)
        for (mistake, hint, text) in mistakes
        where keys.merchant.publicKey.verify(text, signature: signature) {
            return SignatureRefusal(
                mistake,
                hint,
                expected: expected,
                signed: String(decoding: text, as: UTF8.self)
            )
        }
        let isPlatforms = (keys.certificates + [keys.publicKey]).contains {
            $0.key.publicKey.verify(text(), signature: signature)
        }
        guard !isPlatforms else {
            return SignatureRefusal(
                "key_of_platform",
                "Signed with a key of WeChat Pay's instead of the merchant's.",
                expected: expected
            )
        }
        return SignatureRefusal(
            "unknown",
            "None of the usual mistakes fits: compare the text octet by octet, and the private key.",
            expected: expected
        )
    }

    private func text(
        method: String? = nil,
        target: String? = nil,
        timestamp: String? = nil,
        nonce: String? = nil,
        body: Bytes? = nil
    ) -> Bytes {
        PaySignedText.request(
            method: method ?? request.method.description,
            target: target ?? request.target.description,
            timestamp: timestamp ?? self.timestamp,
            nonce: nonce ?? self.nonce,
            body: body ?? self.body
        )
    }

    private var mistakes: [(String, String, Bytes)] {
        let path = String(decoding: request.target.path, as: UTF8.self)
        var found: [(String, String, Bytes)] = [
            ("query_missing", "The query belongs to the signed URL.", text(target: path)),
            ("body_missing", "The body was signed as empty.", text(body: [])),
            (
                "method_case", "The method is signed in capitals.",
                text(method: request.method.description.lowercased())
            ),
            (
                "last_line_end_missing", "The last line ends with a line feed too.",
                text().dropLastOne
            ),
            (
                "numbers_swapped", "The timestamp stands before the nonce.",
                text(timestamp: nonce, nonce: timestamp)
            ),
            ("line_ends", "Lines end with one line feed, without carriage return.", text().inCRLF),
            (
                "line_ends_as_text", #"Lines end with a line feed, not with \ and n."#,
                text().inWords
            ),
        ]
        if path.hasPrefix("/v3/") {
            let short = String(request.target.description.dropFirst(3))
            found.append(("base_missing", "The signed URL begins with /v3.", text(target: short)))
        }
        if let decoded = PercentCoding.decode(request.target.octets, plusIsSpace: false) {
            let target = String(decoding: decoded, as: UTF8.self)
            found.append(
                ("url_decoded", "The URL is signed as it is sent, coded.", text(target: target))
            )
        }
        for origin in origins {
            found.append(
                (
                    "whole_url", "The URL is signed without scheme and host.",
                    text(target: origin + request.target.description)
                )
            )
        }
        return found + otherBodies
    }

    private var origins: [String] {
        let hosts = [request.headers["Host"] ?? "localhost", "api.mch.weixin.qq.com"]
        return hosts.flatMap { ["https://\($0)", "http://\($0)"] }
    }

    /// The same JSON, written another way: it was written twice, once to sign and once to send.
    private var otherBodies: [(String, String, Bytes)] {
        guard let value = try? JSON.parse(body), value.object != nil,
            let compact = try? JSONOutput.encode(value)
        else { return [] }
        let hint = "The body was written twice, and differently: sign the octets that are sent."
        var forms = [compact, JSONSpacing.spaced(compact), JSONSpacing.escaped(compact)]
        forms += [JSONSpacing.escaped(JSONSpacing.spaced(compact))]
        return forms.filter { $0 != body }.map { ("body_differs", hint, text(body: $0)) }
    }
}

extension Bytes {
    fileprivate var dropLastOne: Bytes { Bytes(dropLast()) }

    fileprivate var inCRLF: Bytes {
        flatMap { $0 == UInt8(ascii: "\n") ? [UInt8(ascii: "\r"), $0] : [$0] }
    }

    fileprivate var inWords: Bytes {
        flatMap { $0 == UInt8(ascii: "\n") ? Bytes(#"\n"#.utf8) : [$0] }
    }
}
