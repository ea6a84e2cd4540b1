import Basics
import Crypto
import HTTP
import HTTPClient
import JSON
import Loops

/// Requests signed as WeChat Pay wants them, and what comes back, unverified.
struct PayExchange: Sendable {
    let origin: Origin
    let credentials: PayCredentials
    /// Named in requests, so that answers are signed with it; nil in certificate mode.
    let publicKeyID: String?
    /// The real clock: WeChat Pay takes no other.
    let clock: Clock
    let random: RandomSource
    let workers: WorkerPool
    let transport: WeChatPayClient.Transport

    static let answerLimit = 1 << 20
    private static let scheme = "WECHATPAY2-SHA256-RSA2048"

    /// An answer as it came.
    struct Answer: Sendable {
        let status: Int
        let headers: HeaderFields
        let body: Bytes
    }

    /// Sends and gives a 2xx answer; anything else is a failure.
    func send(
        _ method: Method,
        _ target: String,
        _ body: Bytes = [],
        encryptedFor serial: String? = nil,
        limit: Int = answerLimit
    ) async throws(PayFailure) -> Answer {
        var request = origin.request(method, target)
        request.headers.set("Accept", "application/json")
        request.headers.set("User-Agent", "kumquat")
        request.headers.set(
            "Authorization",
            try await authorization(method, target, body)
        )
        if let serial = serial ?? publicKeyID { request.headers.set("Wechatpay-Serial", serial) }
        if !body.isEmpty {
            request.headers.set("Content-Type", "application/json")
            request.body = .bytes(body)
        }
        // All of them may be repeated: the numbers in them are the merchant's own.
        request.repeatable = true
        request.maximumResponseBytes = limit
        let answer = try await receive(request, limit: limit)
        guard (200...299).contains(answer.status) else { throw Self.refusal(answer).failure }
        return answer
    }

    /// A signature over a text of ours, made on the workers.
    func sign(_ message: Bytes) async throws(PayFailure) -> String {
        let key = credentials.privateKey
        do {
            return Base64.encode(try await workers.run { try key.sign(message) })
        } catch is WorkerPoolFull {
            throw .retryLater(nil)
        } catch {
            throw .ourFault(nil)
        }
    }

    /// 32 letters and digits.
    func nonce() -> String {
        random.text(32, from: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    }

    private func authorization(
        _ method: Method,
        _ target: String,
        _ body: Bytes
    ) async throws(PayFailure) -> String {
        let timestamp = String(clock.now().seconds)
        let nonce = nonce()
        let signature = try await sign(
            PaySignedText.request(
                method: method.description,
                target: target,
                timestamp: timestamp,
                nonce: nonce,
                body: body
            )
        )
        return "\(Self.scheme) mchid=\"\(credentials.mchid)\",nonce_str=\"\(nonce)\","
            + "timestamp=\"\(timestamp)\",serial_no=\"\(credentials.serialNumber)\","
            + "signature=\"\(signature)\""
    }

    private func receive(
        _ request: ClientRequest,
        limit: Int
    ) async throws(PayFailure) -> Answer {
        do throws(ClientFailure) {
            let response = try await transport(request)
            do throws(BodyFailure) {
                return Answer(
                    status: response.status,
                    headers: response.headers,
                    body: try await response.body.collect(upTo: limit)
                )
            } catch {
                throw .body(error)
            }
        } catch {
            throw Self.failure(for: error, request.address)
        }
    }

    private static func failure(
        for failure: ClientFailure,
        _ address: Address
    ) -> PayFailure {
        switch failure {
        case .unreachable, .timedOut, .disconnected, .cancelled, .brokenAnswer, .body(.timedOut),
            .body(.disconnected):
            .noAnswer(Unanswered(address, failure))
        case .tooLarge, .body: .notAuthentic(.malformed)
        case .malformedRequest: .ourFault(nil)
        }
    }

    private static func refusal(_ answer: Answer) -> PayRefusal {
        let json = try? JSON.parse(answer.body)
        return PayRefusal(
            status: answer.status,
            code: json?["code"]?.string ?? "",
            message: json?["message"]?.string ?? ""
        )
    }
}
