public import Contracts

/// The endpoint of an ``InternalCall``: it reads and answers what the call declares.
public protocol InternalEndpoint: Endpoint
where
    Wire == InternalContract, Principal == OwnProcessCaller, Input == Call.Request,
    Output == Call.Answer
{
    /// What it answers.
    associatedtype Call: InternalCall

    /// What the caller is told of a refusal of the domain.
    static func reason(for refusal: Refusal) -> Call.Refusal
}

extension InternalEndpoint {
    public static var route: Route { Call.route }

    public static func code(for refusal: Refusal) -> Code { reason(for: refusal).code }

    /// A peer outside that is away may be back in a moment.
    public static func failure(for refusal: Refusal) -> TransportFailure? {
        reason(for: refusal).status == 503 ? .unavailable : nil
    }
}

extension InternalEndpoint where Refusal == Call.Refusal {
    public static func reason(for refusal: Refusal) -> Call.Refusal { refusal }
    public static var refusals: [Refusal] { Call.Refusal.allCases }
}

/// Says again what several of the above say, since none of them is the nearest.
extension InternalEndpoint where Refusal == Never, Call.Refusal == Never {
    public static func reason(for refusal: Never) -> Never {}
    public static func code(for refusal: Never) -> Code {}
    public static var refusals: [Never] { [] }
}
