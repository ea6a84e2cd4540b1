import Basics
import ServiceKit

/// One logged request as lists show it.
struct RequestSummary: Codable {
    let id: Int64
    let at: String
    let direction: String
    let kind: String
    let method: String
    /// Where the address begins.
    let origin: String
    /// Path and query, secrets masked.
    let target: String
    /// Absent where the connection ended without an answer.
    let status: Int?
    let milliseconds: Int64
    /// What the answer gives beside its status, or why there was none; absent where all went well.
    let code: String?
    /// Why the signature was no good.
    let mistake: String?
    /// The fault that it met.
    let fault: String?

    init(_ exchange: LoggedExchange) {
        id = exchange.id
        at = CivilZone.china.rfc3339(at: exchange.at, milliseconds: true)
        direction = exchange.direction.rawValue
        kind = exchange.kind.rawValue
        method = exchange.method
        origin = exchange.origin
        target = exchange.target
        status = exchange.status
        milliseconds = exchange.milliseconds
        code = exchange.code.isEmpty ? nil : exchange.code
        mistake = exchange.refusal?.mistake
        fault = exchange.fault.isEmpty ? nil : exchange.fault
    }
}

/// One logged request with all that is known of it.
struct RequestOutput: Payload {
    struct Header: Codable {
        let name: String
        let value: String
    }

    struct Message: Codable {
        let headers: [Header]
        /// Text, secrets masked; at most its first 16 KB.
        let body: String
        /// How long the body was.
        let octets: Int
        /// Whether that is all of it.
        let is_whole: Bool

        init(_ message: LoggedExchange.Message) {
            headers = message.headers.map { Header(name: $0.name, value: $0.value) }
            body = message.body.text
            octets = message.body.octets
            is_whole = message.body.isWhole
        }
    }

    struct Signature: Codable {
        let mistake: String
        let hint: String
        /// What was to be signed, or said.
        let expected: String
        /// What the signature does fit, where that is known.
        let signed: String?
    }

    let summary: RequestSummary
    let request: Message
    let answer: Message
    let signature: Signature?
    /// A line for a shell that asks the same again; `$SECRET` stands where something is masked.
    let curl: String

    init(_ exchange: LoggedExchange) {
        summary = RequestSummary(exchange)
        request = Message(exchange.request)
        answer = Message(exchange.answer)
        signature = exchange.refusal.map {
            Signature(
                mistake: $0.mistake,
                hint: $0.hint,
                expected: $0.expected,
                signed: $0.signed
            )
        }
        curl = CurlCommand.of(exchange)
    }
}
