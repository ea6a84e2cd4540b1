import Basics
import Crypto
import HTTP
import HTTPClient
import JSON
import Loops
import TestKit
import Testing

@testable import WeChatPay

/// What WeChat Pay's documentation and SDKs publish, through the client's own code.
@Suite struct VectorTests {
    private static let now: Int64 = 1_554_208_460

    private static func der(_ base64: String) -> Bytes {
        Base64.decode(base64.split(separator: "\n").joined()) ?? []
    }

    private static func credentials() throws -> PayCredentials {
        try #require(
            PayCredentials(
                mchid: "1900007291",
                serialNumber: "408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB",
                privateKey: try RSAPrivateKey(pkcs8: der(OfficialKeys.officialPrivate)),
                apiV3Key: Bytes(PayNotifications.payment.key.utf8)
            )
        )
    }

    /// Draws exactly the letters of the published nonce.
    private static func nonce(_ text: String) -> RandomSource {
        let letters = Bytes("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
        let rest = Locked(Bytes(text.utf8)[...])
        return RandomSource { _ in
            let letter = rest.withLock { $0.popFirst() } ?? letters[0]
            let place = letters.firstIndex(of: letter) ?? 0
            // Any remainder is fair from the number of letters on.
            return [0, 0, 0, 0, 0, 0, 0, UInt8(place + letters.count)]
        }
    }

    private static func client(
        seconds: Int64 = now,
        key: PayPublicKey? = nil,
        transport: @escaping WeChatPayClient.Transport = { _ throws(ClientFailure) in
            throw .unreachable(.refused)
        }
    ) throws -> WeChatPayClient {
        .live(
            origin: try #require(Origin("https://api.mch.weixin.qq.com")),
            credentials: try credentials(),
            publicKey: key,
            clock: Clock { UnixTime(seconds: seconds) },
            random: nonce("593BEC0C930BF1AFEB40B4A08C8FB242"),
            workers: .shared,
            transport: transport
        )
    }

    private static func authorization(_ signature: String) -> String {
        #"WECHATPAY2-SHA256-RSA2048 mchid="1900007291","#
            + #"nonce_str="593BEC0C930BF1AFEB40B4A08C8FB242",timestamp="1554208460","#
            + #"serial_no="408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB",signature="\#(signature)""#
    }

    /// The published order leaves the client as it is published, signature included.
    @Test func order() async throws {
        let sent = Locked<[ClientRequest]>([])
        let client = try Self.client { request throws(ClientFailure) in
            sent.withLock { $0.append(request) }
            throw .timedOut
        }
        let order = PaymentOrder(
            appid: "wxd678efh567hg6787",
            outTradeNo: "1217752501201407033233368018",
            description: "Image形象店-深圳腾大-QQ公仔",
            total: Money(fen: 100),
            payer: "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o",
            notifyURL: "https://www.weixin.qq.com/wxpay/pay.php"
        )
        await #expect {
            try await client.placeOrder(order)
        } throws: { isSilence($0, .timedOut) }
        let request = try #require(sent.withLock { $0 }.first)
        #expect(request.target == "/v3/pay/transactions/jsapi")
        #expect(try await request.body.collect(upTo: 4096) == Bytes(PaySignatures.order.utf8))
        #expect(
            request.headers["Authorization"]
                == Self.authorization(PaySignatures.merchant[0].signature)
        )
        #expect(request.tls)
    }

    @Test func refundQuery() async throws {
        let sent = Locked<[ClientRequest]>([])
        let client = try Self.client { request throws(ClientFailure) in
            sent.withLock { $0.append(request) }
            throw .timedOut
        }
        await #expect {
            try await client.refundState("123123123123")
        } throws: { isSilence($0, .timedOut) }
        #expect(
            sent.withLock { $0 }.first?.headers["Authorization"]
                == Self.authorization(PaySignatures.merchant[1].signature)
        )
    }

    @Test func phone() async throws {
        let arguments = try await Self.client().paymentArguments(
            "wx2421b1c4370ec43b",
            "wx201410272009395522657a690389285100"
        )
        #expect(arguments.paySign == PaySignatures.merchant[2].signature)
        #expect(arguments.timeStamp == "1554208460")
        #expect(arguments.package == "prepay_id=wx201410272009395522657a690389285100")
        #expect(arguments.signType == "RSA")
    }

    private static let platformID = "PUB_KEY_ID_0114232134912410000000000000"

    /// The published answer of the platform is taken while it is fresh, and not with a letter more.
    @Test(
        arguments: [
            (Int64(0), "", nil), (300, "", nil), (-300, "", nil), (301, "", .stale),
            (-301, "", .stale), (0, " ", .signatureWrong),
        ] as [(Int64, String, PayDoubt?)]
    )
    func answer(_ later: Int64, _ added: String, _ doubt: PayDoubt?) async throws {
        let key = try #require(
            PayPublicKey(
                id: Self.platformID,
                key: try RSAPublicKey(spki: Self.der(OfficialKeys.platformPublic))
            )
        )
        let parts = PaySignatures.answer.message.split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        let headers = HeaderFields([
            ("Wechatpay-Timestamp", String(parts[0])), ("Wechatpay-Nonce", String(parts[1])),
            ("Wechatpay-Signature", PaySignatures.answer.signature),
            ("Wechatpay-Serial", Self.platformID),
        ])
        let body = Bytes((parts[2] + added).utf8)
        let seconds = try #require(Int64(parts[0])) + later
        let client = try Self.client(seconds: seconds, key: key) { _ throws(ClientFailure) in
            ClientResponse(status: 200, headers: headers, body: .bytes(body))
        }
        // It is the answer to another kind of order, so nothing else is found fault with.
        await #expect(throws: PayFailure.notAuthentic(doubt ?? .malformed)) {
            try await client.placeOrder(
                PaymentOrder(
                    appid: "a",
                    outTradeNo: "n",
                    description: "d",
                    total: Money(fen: 1),
                    payer: "o",
                    notifyURL: "u"
                )
            )
        }
    }

    /// The official merchant key stands in the platform's place.
    @Test func callback() async throws {
        let key = try #require(
            PayPublicKey(
                id: Self.platformID,
                key: try RSAPublicKey(spki: Self.der(OfficialKeys.officialPublic))
            )
        )
        let vector = PayNotifications.payment
        func headers(_ change: (inout HeaderFields) -> Void = { _ in }) -> HeaderFields {
            var headers = HeaderFields([
                ("Wechatpay-Timestamp", vector.timestamp), ("Wechatpay-Nonce", vector.nonce),
                ("Wechatpay-Signature", vector.signature), ("Wechatpay-Serial", Self.platformID),
            ])
            change(&headers)
            return headers
        }
        let client = try Self.client(key: key)
        let body = Bytes(vector.body.utf8)
        let event = try await client.event(headers(), body)
        guard case .payment(let payment) = event.kind else {
            Issue.record("no payment")
            return
        }
        #expect(event.id == "EV-2018022511223320873")
        #expect(event.content == Bytes(vector.text.utf8))
        #expect(payment.total == Money(fen: 100))
        #expect(payment.transactionID == "4200001234202609110000000001")
        #expect(payment.state == .success)
        #expect(payment.paidAt == UnixTime(seconds: Self.now))
        for (header, value, doubt) in [
            ("Wechatpay-Nonce", "x", PayDoubt.signatureWrong),
            ("Wechatpay-Timestamp", "1554208159", .stale),
            ("Wechatpay-Timestamp", "x", .stale),
            ("Wechatpay-Serial", "PUB_KEY_ID_1", .keyUnknown),
            ("Wechatpay-Signature", "WECHATPAY/SIGNTEST/x", .signatureWrong),
        ] {
            await #expect(throws: PayFailure.notAuthentic(doubt), "\(header)") {
                try await client.event(headers { $0.set(header, value) }, body)
            }
        }
        await #expect(throws: PayFailure.notAuthentic(.unsigned)) {
            try await client.event(HeaderFields(), body)
        }
    }

    /// The Go SDK's sample is sealed under a key of 16 octets, which no merchant has.
    @Test func sealed() throws {
        let vector = PayNotifications.score
        let resource = try #require(try JSON.parse(Bytes(vector.body.utf8))["resource"])
        let sealed = try #require(PaySealed(resource))
        #expect(try sealed.open([Bytes(vector.key.utf8)]) == Bytes(vector.text.utf8))
        #expect(throws: PayFailure.notAuthentic(.sealBroken)) {
            try sealed.open([Bytes("testMchAPIv3Key1".utf8)])
        }
    }
}
