import Basics
import HTTP

/// A connection in a test: keeps what has not been consumed, as a server does, and writes every
/// order down as a word.
struct Wire {
    var state: ConnectionState
    var input: Bytes = []
    var now = 0

    init(limits: HTTPLimits = HTTPLimits()) {
        state = ConnectionState(limits: limits, remote: nil, now: 0)
    }

    /// ExternalID arrive; what the server is told until it has to wait.
    mutating func receive(_ text: String) -> [String] {
        receive(Bytes(text.utf8))
    }

    mutating func receive(_ octets: Bytes) -> [String] {
        input += octets
        var words: [String] = []
        while true {
            let octets = input
            let step = state.advance(octets.span, now: now)
            input.removeFirst(step.consumed)
            words.append(Self.word(step.order))
            switch step.order {
            case .read, .hold, .refuse, .close: return words
            default: continue
            }
        }
    }

    /// One octet at a time; waiting in between is not written down.
    mutating func trickle(_ text: String) -> [String] {
        var words: [String] = []
        for octet in text.utf8 {
            let told = receive([octet])
            words += told.filter { $0 != "read" && $0 != "hold" }
            if told.last.map({ $0.hasPrefix("refuse") || $0 == "close" }) == true { break }
        }
        return words
    }

    /// The answer begins and ends; "keep" or "close".
    mutating func answer(closes: Bool = false) -> String {
        let terms = state.answerBegins(closes: closes)
        let goesOn = state.answered(now: now)
        return terms.keepAlive == goesOn ? (goesOn ? "keep" : "close") : "contradiction"
    }

    mutating func wantBody() -> String? {
        state.bodyWanted().map(Self.word)
    }

    mutating func end() -> String {
        Self.word(state.peerClosed())
    }

    static func word(_ order: ConnectionState.Order) -> String {
        switch order {
        case .read: "read"
        case .hold: "hold"
        case .sendContinue: "continue"
        case .start(let request): "start \(request.method) \(request.target)\(body(request.body))"
        case .startStreaming(let request, let length):
            "stream \(request.method) \(request.target) \(length.map(String.init) ?? "?")"
        case .body(let bytes): "body \(bytes.count)"
        case .bodyEnd: "end"
        case .bodyFailed(let failure): "failed \(failure)"
        case .refuse(let status): "refuse \(status.code)"
        case .close: "close"
        }
    }

    private static func body(_ body: Body) -> String {
        switch body {
        case .empty: ""
        case .bytes(let bytes): " " + String(decoding: bytes, as: UTF8.self)
        case .stream: " stream"
        }
    }
}
