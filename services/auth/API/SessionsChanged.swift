import JSON
import ServiceKit

/// An answer that names the sessions that have changed, so that the gateway forgets on the way
/// through what it keeps of them.
struct SessionsChanged<Answer: ShapedPayload>: ShapedPayload, AnswerHeaders {
    private let sids: [String]
    private let answer: Answer

    init(_ sids: [String], _ answer: Answer) {
        self.sids = sids
        self.answer = answer
    }

    static var schema: Schema { Answer.schema }

    func encode(to encoder: any Encoder) throws { try answer.encode(to: encoder) }

    var answerHeaders: [(name: String, value: String)] {
        // The feed tells of the others within a second.
        let named = sids.prefix(100).joined(separator: ",")
        return named.isEmpty ? [] : [(name: InternalHeader.sessionChanged, value: named)]
    }
}
