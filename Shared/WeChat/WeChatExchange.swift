import Basics
import HTTP
import HTTPClient
import JSON

/// Requests as WeChat wants them, answers as it gives them.
struct WeChatExchange: Sendable {
    let host: WeChatHost
    let transport: WeChatClient.Transport

    static let maximumAnswerBytes = 64 * 1024
    /// Two answers of WeChat's have to fit into the ten seconds that whoever calls us waits.
    private static let mostMilliseconds = 4000

    /// A GET.
    func request(_ target: String) -> ClientRequest {
        var request = host.request(.get, target)
        request.maximumResponseBytes = Self.maximumAnswerBytes
        return request
    }

    /// A POST of JSON. `repeatable`: doing it twice does no harm.
    func request(
        _ target: String,
        json: some Encodable,
        repeatable: Bool = false
    ) throws(WeChatFailure) -> ClientRequest {
        guard let body = try? JSONOutput.encode(json) else { throw .brokenAnswer }
        var request = host.request(.post, target)
        request.headers.set("Content-Type", "application/json")
        request.body = .bytes(body)
        request.repeatable = repeatable
        request.maximumResponseBytes = Self.maximumAnswerBytes
        return request
    }

    /// Path and token.
    static func target(_ path: String, token: String) -> String {
        path + "?access_token=" + PercentCoding.encode(token)
    }

    /// Sends a request and gives the object that came, unless it is an error.
    func ask(_ request: ClientRequest) async throws(WeChatFailure) -> JSONValue {
        let (status, octets) = try await exchange(request)
        return try WeChatAnswer.read(status: status, octets)
    }

    /// Sends a request and gives the octets that came, whatever they are.
    func exchange(_ request: ClientRequest) async throws(WeChatFailure) -> (Int, Bytes) {
        var request = request
        request.totalMilliseconds = Self.mostMilliseconds
        do throws(ClientFailure) {
            let response = try await transport(request)
            let limit = request.maximumResponseBytes ?? Self.maximumAnswerBytes
            do throws(BodyFailure) {
                return (response.status, try await response.body.collect(upTo: limit))
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
    ) -> WeChatFailure {
        switch failure {
        case .unreachable, .timedOut, .disconnected, .cancelled, .body(.timedOut),
            .body(.disconnected):
            .unreachable(Unanswered(address, failure))
        case .brokenAnswer, .tooLarge, .malformedRequest, .body: .brokenAnswer
        }
    }

    /// A name of WeChat's: visible ASCII, not too long.
    static func name(_ value: JSONValue?, upTo limit: Int = 128) -> ExternalID? {
        guard
            let octets = value?.string.map({ ExternalID($0) }),
            (1...limit).contains(octets.bytes.count),
            octets.bytes.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        return octets
    }
}
