import JSON

/// How a call was answered.
public enum InternalReply<Call: InternalCall>: Sendable {
    /// With status 200.
    case done(InternalAnswer)
    /// By an error that the call declares.
    case refused(Call.Refusal)
    /// With something that the call does not declare: a fault of one side, or somebody is away.
    case undeclared(InternalAnswer)

    /// The reply that an answer is.
    public init(_ answer: InternalAnswer) {
        if answer.status == 200 {
            self = .done(answer)
        } else if let refusal = answer.errorCode.flatMap(Call.Refusal.init(name:)),
            refusal.status == answer.status
        {
            self = .refused(refusal)
        } else {
            self = .undeclared(answer)
        }
    }
}

extension InternalAnswer {
    /// The body as this type; `brokenAnswer` when it is something else.
    public func decode<Value: Decodable>(_ type: Value.Type) throws(InternalFailure) -> Value {
        do {
            return try JSONInput.decode(type, from: body)
        } catch {
            throw .brokenAnswer
        }
    }
}
