import Basics
import Crypto
import HTTP
import JSON

/// Each of WeChat Pay's calls, with its answer verified before anybody looks into it.
struct PayCalls: Sendable {
    let exchange: PayExchange
    let verifier: PayVerifier
    let keyring: PlatformKeyring

    private static let transfers = "/v3/fund-app/mch-transfer/transfer-bills"
    private static let refunds = "/v3/refund/domestic/refunds"
    private static let orders = "/v3/pay/transactions"
    private static let fileLimit = 64 << 20

    // MARK: Orders

    func place(_ order: PaymentOrder) async throws(PayFailure) -> String {
        let body = order.body(exchange.credentials.mchid)
        let answer = try await ask(.post, Self.orders + "/jsapi", body)
        guard let prepayID = answer["prepay_id"]?.string, PayNames.isName(prepayID) else {
            throw .notAuthentic(.malformed)
        }
        return prepayID
    }

    func payment(_ number: PaymentNumber) async throws(PayFailure) -> Payment {
        let place =
            switch number {
            case .outTradeNo(let number): "/out-trade-no/\(PercentCoding.encode(number))"
            case .transactionID(let number): "/id/\(PercentCoding.encode(number))"
            }
        let mchid = PercentCoding.encode(exchange.credentials.mchid)
        return try read(Payment.init, await ask(.get, "\(Self.orders)\(place)?mchid=\(mchid)"))
    }

    func close(_ outTradeNo: String) async throws(PayFailure) {
        var json = JSONWriter()
        json.beginObject()
        json.member("mchid", exchange.credentials.mchid)
        json.endObject()
        let number = PercentCoding.encode(outTradeNo)
        _ = try await verified(
            .post,
            "\(Self.orders)/out-trade-no/\(number)/close",
            json.bytes
        )
    }

    // MARK: Refunds

    func refund(_ order: RefundOrder) async throws(PayFailure) -> Refund {
        try read(Refund.init, await ask(.post, Self.refunds, order.body))
    }

    func refundState(_ outRefundNo: String) async throws(PayFailure) -> Refund {
        let number = PercentCoding.encode(outRefundNo)
        return try read(Refund.init, await ask(.get, "\(Self.refunds)/\(number)"))
    }

    // MARK: Transfers

    func transfer(_ order: TransferOrder) async throws(PayFailure) -> Transfer {
        var sealed: (name: String, serial: String)?
        if let name = order.userName {
            let (serial, key) = try await keyring.encryptionKey()
            guard let octets = try? key.encryptOAEP(Bytes(name.utf8)) else {
                throw .ourFault(nil)
            }
            sealed = (Base64.encode(octets), serial)
        }
        let body = order.body(sealedName: sealed?.name)
        return try read(
            Transfer.init,
            await ask(.post, Self.transfers, body, encryptedFor: sealed?.serial)
        )
    }

    func transferState(_ number: TransferNumber) async throws(PayFailure) -> Transfer {
        let place =
            switch number {
            case .outBillNo(let number): "/out-bill-no/\(PercentCoding.encode(number))"
            case .transferBillNo(let number): "/transfer-bill-no/\(PercentCoding.encode(number))"
            }
        return try read(Transfer.init, await ask(.get, Self.transfers + place))
    }

    func cancel(_ outBillNo: String) async throws(PayFailure) -> Transfer {
        let number = PercentCoding.encode(outBillNo)
        return try read(
            Transfer.init,
            await ask(.post, "\(Self.transfers)/out-bill-no/\(number)/cancel")
        )
    }

    // MARK: Bills

    /// Files are not signed: the hash that was, in the answer before, proves them.
    func bill(_ target: String) async throws(PayFailure) -> Bytes {
        let answer = try await ask(.get, target)
        guard
            answer["hash_type"]?.string == "SHA1",
            let hash = answer["hash_value"]?.string.flatMap({ Hex.decode($0) }),
            let place = answer["download_url"]?.string.flatMap({ Self.place(ofFile: $0) })
        else { throw .notAuthentic(.malformed) }
        let file = try await exchange.send(.get, place, limit: Self.fileLimit).body
        guard ConstantTime.equal(SHA1.hash(file), hash) else {
            throw .notAuthentic(.signatureWrong)
        }
        return file
    }

    /// Path and query of a download link. The server is ours to choose.
    private static func place(ofFile url: String) -> String? {
        let octets = Array(url.utf8)
        let isSecure = octets.starts(with: "https://".utf8)
        guard isSecure || octets.starts(with: "http://".utf8) else { return nil }
        guard let slash = octets.dropFirst(isSecure ? 8 : 7).firstIndex(of: UInt8(ascii: "/"))
        else { return nil }
        let place = octets[slash...]
        guard place.starts(with: "/v3/".utf8), place.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        return String(decoding: place, as: UTF8.self)
    }

    // MARK: Phones and callbacks

    func arguments(
        _ appid: String,
        _ prepayID: String
    ) async throws(PayFailure) -> RequestPaymentArguments {
        let timestamp = String(exchange.clock.now().seconds)
        let nonce = exchange.nonce()
        let package = "prepay_id=" + prepayID
        let message = PaySignedText.payment(
            appid: appid,
            timestamp: timestamp,
            nonce: nonce,
            package: package
        )
        return RequestPaymentArguments(
            timeStamp: timestamp,
            nonceStr: nonce,
            package: package,
            paySign: try await exchange.sign(message)
        )
    }

    func event(_ headers: HeaderFields, _ body: Bytes) async throws(PayFailure) -> PayEvent {
        try await keyring.check(verifier.claim(headers, body))
        return try PayEvent(body, exchange.credentials.apiV3Keys)
    }

    // MARK: Asking

    private func verified(
        _ method: Method,
        _ target: String,
        _ body: Bytes = [],
        encryptedFor serial: String? = nil
    ) async throws(PayFailure) -> Bytes {
        let answer = try await exchange.send(method, target, body, encryptedFor: serial)
        try await keyring.check(verifier.claim(answer.headers, answer.body))
        return answer.body
    }

    private func ask(
        _ method: Method,
        _ target: String,
        _ body: Bytes = [],
        encryptedFor serial: String? = nil
    ) async throws(PayFailure) -> JSONValue {
        let body = try await verified(method, target, body, encryptedFor: serial)
        guard let json = try? JSON.parse(body), json.object != nil else {
            throw .notAuthentic(.malformed)
        }
        return json
    }

    private func read<Value>(
        _ make: (JSONValue) -> Value?,
        _ json: JSONValue
    ) throws(PayFailure) -> Value {
        guard let value = make(json) else { throw .notAuthentic(.malformed) }
        return value
    }
}
