import Basics
import Crypto
import HTTP
import WeChatPay

/// The `Authorization` of a request, checked as WeChat Pay checks it.
struct PayAuthorization: Sendable {
    private static let scheme = "WECHATPAY2-SHA256-RSA2048"
    private static let freshSeconds: UInt64 = 300
    private static let shownOctets = 256

    let mchid: String
    let serial: String
    let timestamp: String
    let nonce: String
    let signature: Bytes

    /// - Throws: `PayError` where it is missing or no such thing.
    init(_ request: Request) throws {
        guard let header = request.headers["Authorization"],
            header.hasPrefix(Self.scheme + " ")
        else {
            throw request.target.path.starts(with: "/v3/pay/transactions/".utf8)
                ? PayError.notSigned : PayError.authorizationMalformed
        }
        let fields = Self.fields(header.dropFirst(Self.scheme.utf8.count + 1))
        guard
            let mchid = fields["mchid"], !mchid.isEmpty,
            let serial = fields["serial_no"], !serial.isEmpty,
            let timestamp = fields["timestamp"],
            let nonce = fields["nonce_str"], (1...32).contains(nonce.utf8.count),
            nonce.utf8.allSatisfy(PayCharacters.isAlphanumeric),
            let signature = fields["signature"].flatMap({ Base64.decode($0) })
        else { throw PayError.authorizationMalformed }
        self.mchid = mchid
        self.serial = serial
        self.timestamp = timestamp
        self.nonce = nonce
        self.signature = signature
    }

    /// Before anything else.
    func checkTime(_ now: UnixTime) throws {
        guard let seconds = DecimalDigits.value(of: Bytes(timestamp.utf8)) else {
            throw PayError.authorizationMalformed
        }
        guard (now.seconds - seconds).magnitude <= Self.freshSeconds else {
            let refusal = SignatureRefusal(
                "stale",
                "The timestamp is more than \(Self.freshSeconds) seconds off; compare the clocks.",
                expected: "\(now.seconds)",
                signed: timestamp
            )
            RequestTrace.current?.refuse(refusal)
            throw PayError.stale
        }
    }

    /// Certificate and signature are the merchant's whose keys these are.
    func check(_ request: Request, _ body: Bytes, _ keys: PayKeys) throws {
        // Hexadecimal digits, in either case.
        guard serial.uppercased().utf8.elementsEqual(keys.merchantSerial.uppercased().utf8) else {
            let refusal = SignatureRefusal(
                "serial_differs",
                "serial_no is of the merchant's API certificate: GET /sandbox/merchant has it.",
                expected: keys.merchantSerial,
                signed: serial
            )
            RequestTrace.current?.refuse(refusal)
            throw PayError.serialWrong
        }
        let message = PaySignedText.request(
            method: request.method.description,
            target: request.target.description,
            timestamp: timestamp,
            nonce: nonce,
            body: body
        )
        guard keys.merchant.publicKey.verify(message, signature: signature) else {
            let advice = PaySignatureAdvice(
                request: request,
                body: body,
                timestamp: timestamp,
                nonce: nonce,
                signature: signature,
                keys: keys
            )
            RequestTrace.current?.refuse(advice.refusal)
            throw PayError(
                .unauthorized,
                "SIGN_ERROR",
                "错误的签名，验签失败",
                .signature(
                    method: request.method.description,
                    url: request.target.description,
                    length: message.count,
                    message: String(decoding: message.prefix(Self.shownOctets), as: UTF8.self)
                )
            )
        }
    }

    /// `name="value"` by comma, in any order, with blanks around them or without.
    private static func fields(_ text: Substring) -> [String: String] {
        var fields: [String: String] = [:]
        for part in text.utf8.split(separator: UInt8(ascii: ",")) {
            let part = part.drop { $0 == UInt8(ascii: " ") }
            guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { continue }
            var value = part[part.index(after: equals)...]
            while value.last == UInt8(ascii: " ") { value.removeLast() }
            guard value.count >= 2, value.first == UInt8(ascii: "\""),
                value.last == UInt8(ascii: "\"")
            else { continue }
            fields[String(decoding: part[..<equals], as: UTF8.self)] =
                String(decoding: value.dropFirst().dropLast(), as: UTF8.self)
        }
        return fields
    }
}
