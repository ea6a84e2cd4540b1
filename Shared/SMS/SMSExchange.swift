import Basics
import HTTP
import HTTPClient
import JSON

/// Requests out, JSON in.
struct SMSExchange: Sendable {
    let transport: SMSClient.Transport

    static let maximumAnswerBytes = 64 * 1024
    /// Less than the ten seconds that whoever calls us waits.
    private static let mostMilliseconds = 8000

    /// The object that came, whatever the status: both providers say more in the body.
    func ask(_ request: ClientRequest) async throws(SMSFailure) -> JSONValue {
        let status: Int
        let octets: Bytes
        var request = request
        request.totalMilliseconds = Self.mostMilliseconds
        do throws(ClientFailure) {
            let response = try await transport(request)
            status = response.status
            do throws(BodyFailure) {
                octets = try await response.body.collect(upTo: Self.maximumAnswerBytes)
            } catch {
                throw .body(error)
            }
        } catch {
            throw .unreachable(Unanswered(request.address, error))
        }
        if let answer = try? JSON.parse(octets), answer.object != nil { return answer }
        throw status == 429 || status == 503 ? .busy : .brokenAnswer
    }
}
