import Basics
import HTTP

/// What the parser says about octets, in one comparable word.
enum Verdict: Equatable, CustomStringConvertible {
    case incomplete
    case refused(Int)
    case accepted(String, length: Int)

    /// Everything at once.
    static func whole(_ input: Bytes, limits: HTTPLimits = HTTPLimits()) -> Verdict {
        var parser = RequestParser(limits: limits)
        return Verdict(parser.parse(input.span))
    }

    /// The octets as they come, `step` at a time; the first verdict counts.
    static func stepwise(
        _ input: Bytes,
        by step: Int = 1,
        limits: HTTPLimits = HTTPLimits()
    ) -> Verdict {
        var parser = RequestParser(limits: limits)
        for end in stride(from: step, to: input.count + step, by: step) {
            let result = parser.parse(input.span.extracting(0..<min(end, input.count)))
            if case .needMore = result { continue }
            return Verdict(result)
        }
        return .incomplete
    }

    /// Two pieces.
    static func cut(_ input: Bytes, at cut: Int) -> Verdict {
        var parser = RequestParser(limits: HTTPLimits())
        let first = parser.parse(input.span.extracting(0..<cut))
        guard case .needMore = first else { return Verdict(first) }
        return Verdict(parser.parse(input.span))
    }

    var description: String {
        switch self {
        case .incomplete: "incomplete"
        case .refused(let status): "\(status)"
        case .accepted(let summary, let length): "\(summary) (\(length))"
        }
    }

    private init(_ result: RequestParser.Result) {
        switch result {
        case .needMore: self = .incomplete
        case .refuse(let status): self = .refused(status.code)
        case .head(let head, let length):
            self = .accepted(Self.summary(head), length: length)
        }
    }

    private static func summary(_ head: RequestHead) -> String {
        let framing =
            switch head.framing {
            case .none: ""
            case .length(let length): " +\(length)"
            case .chunked: " +chunked"
            }
        let fields = head.headers.map { "|\($0.name)=\($0.value)" }.joined()
        return "\(head.method) \(head.target) 1.\(head.minorVersion)\(framing)"
            + (head.keepsAlive ? "" : " close") + (head.expectsContinue ? " expects" : "") + fields
    }
}
