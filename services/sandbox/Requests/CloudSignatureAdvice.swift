import Basics
import Crypto
import HTTP
import SMS

/// Finds out what a client of either cloud did sign whose signature is no good.
enum CloudSignatureAdvice {
    private typealias Header = (name: String, value: String)

    private static let unknown = (
        mistake: "unknown",
        hint: "None of the usual mistakes fits: compare the text line by line, and the secret."
    )
    private static let usual: [(mistake: String, hint: String)] = [
        ("host_port", "Host is signed as it is sent, with its port."),
        ("body_missing", "The body was signed as empty."),
        ("content_type", "Content-Type is signed as it is sent, with its charset."),
    ]

    static func tencent(
        _ request: SMSRequest,
        _ claim: CloudAuthorization,
        _ signing: TC3,
        scope: String
    ) -> SignatureRefusal {
        let expected = signing.canonicalRequest(request.body)
        guard scope == signing.scope else {
            return SignatureRefusal(
                "scope_differs",
                "The credential's scope is the day of X-TC-Timestamp in UTC, and sms.",
                expected: signing.scope,
                signed: scope
            )
        }
        for (mistake, headers, body) in variants(signing.headers, request.body) {
            let other = TC3(service: "sms", timestamp: signing.timestamp, headers: headers)
            guard other.signature(body, secret: SMSDemoAccount.secret) == claim.signature else {
                continue
            }
            return SignatureRefusal(
                mistake.mistake,
                mistake.hint,
                expected: expected,
                signed: other.canonicalRequest(body)
            )
        }
        return SignatureRefusal(unknown.mistake, unknown.hint, expected: expected)
    }

    static func aliyun(
        _ request: SMSRequest,
        _ claim: CloudAuthorization,
        _ query: [(name: String, value: String)],
        needed: [String]
    ) -> SignatureRefusal {
        guard let headers = request.signed(claim.signedHeaders),
            Set(headers.map(\.name)).isSuperset(of: needed)
        else {
            return SignatureRefusal(
                "headers_missing",
                "These headers have to be signed, and sent.",
                expected: needed.joined(separator: ";"),
                signed: claim.signedHeaders
            )
        }
        let expected = ACS3(query: query, headers: headers).canonicalRequest(request.body)
        for (mistake, headers, body) in variants(headers, request.body) {
            let other = ACS3(query: query, headers: headers)
            guard other.signature(body, secret: SMSDemoAccount.secret) == claim.signature else {
                continue
            }
            return SignatureRefusal(
                mistake.mistake,
                mistake.hint,
                expected: expected,
                signed: other.canonicalRequest(body)
            )
        }
        return SignatureRefusal(unknown.mistake, unknown.hint, expected: expected)
    }

    /// Of signature version 1.0: the parameters in order, and what is claimed of them.
    static func aliyun(_ canonical: String, claimed: String?) -> SignatureRefusal {
        func text(_ method: String) -> String {
            "\(method)&%2F&" + PercentCoding.encode(canonical)
        }
        func fits(_ text: String, under secret: String) -> Bool {
            Base64.encode(HMAC.sha1(key: Bytes(secret.utf8), Bytes(text.utf8))) == claimed
        }
        let secret = SMSDemoAccount.secret
        if fits(text("GET"), under: secret + "&") {
            return SignatureRefusal(
                "method_differs",
                "The method is signed with which it was sent.",
                expected: text("POST"),
                signed: text("GET")
            )
        }
        if fits(text("POST"), under: secret) {
            return SignatureRefusal(
                "key_without_ampersand",
                "The key of the HMAC is the secret and an & behind it.",
                expected: text("POST"),
                signed: text("POST")
            )
        }
        return SignatureRefusal(unknown.mistake, unknown.hint, expected: text("POST"))
    }

    /// What may have been signed instead of these headers and this body.
    private static func variants(
        _ headers: [Header],
        _ body: Bytes
    ) -> [((mistake: String, hint: String), [Header], Bytes)] {
        func changed(_ name: String, until end: Character) -> [Header] {
            headers.map { header in
                header.name == name
                    ? (header.name, String(header.value.prefix { $0 != end })) : header
            }
        }
        return [
            (usual[0], changed("host", until: ":"), body),
            (usual[1], headers, []),
            (usual[2], changed("content-type", until: ";"), body),
        ]
    }
}
