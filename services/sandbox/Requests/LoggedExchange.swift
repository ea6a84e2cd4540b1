import Basics

/// One request and its answer, as the log keeps them.
struct LoggedExchange: Sendable {
    enum Direction: String, Sendable, CaseIterable {
        /// Somebody asked the sandbox.
        case incoming
        /// The sandbox told a back end.
        case outgoing
    }

    /// What it was about.
    enum Kind: String, Sendable, CaseIterable {
        case app, pay, sms, maps, callback, push
        /// At an address that the real host may have, and the sandbox has not.
        case unknown
    }

    /// Headers and body of one side.
    struct Message: Sendable {
        let headers: [(name: String, value: String)]
        let body: LoggedBody
    }

    let id: Int64
    let at: UnixTime
    let direction: Direction
    let kind: Kind
    let method: String
    /// Where it went: the beginning of the address, as whoever asked has it.
    let origin: String
    /// Path and query.
    let target: String
    /// Nil where the connection ended without an answer.
    let status: Int?
    let milliseconds: Int64
    /// The number or word that the answer gives beside its status; empty where it has none.
    let code: String
    let request: Message
    let answer: Message
    /// Why the signature was no good.
    let refusal: SignatureRefusal?
    /// The fault that it met.
    let fault: String

    /// Without the query.
    var path: Substring { target.prefix { $0 != "?" } }

    /// Whether it went wrong in any way that can be seen from outside.
    var isBad: Bool { !code.isEmpty || (status ?? 599) >= 400 }

    /// What it takes in the log, about.
    var octets: Int {
        let texts = [request, answer].map { message in
            message.body.text.utf8.count
                + message.headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
        }
        let words = refusal.map { $0.expected.utf8.count + ($0.signed?.utf8.count ?? 0) } ?? 0
        return 256 + target.utf8.count + texts.reduce(0, +) + words
    }

    /// Whether a text, in lower case, stands anywhere in it.
    func mentions(_ text: String) -> Bool {
        let places =
            [target, code, fault, request.body.text, answer.body.text, refusal?.mistake ?? ""]
            + [request, answer].flatMap { $0.headers.map { "\($0.name): \($0.value)" } }
        return places.contains { $0.lowercased().contains(text) }
    }
}
