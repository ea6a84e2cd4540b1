public import Basics
public import Contracts
public import HTTP

/// One endpoint: its address, its parameters, what happens, and its table of return codes. Each is
/// one type in one file.
public protocol Endpoint<Service>: SendableMetatype {
    /// What does the work.
    associatedtype Service: Sendable
    /// The contract whose envelope it speaks; the one of its address.
    associatedtype Wire: Contract
    /// Whom it answers; fits the access of its address.
    associatedtype Principal: CallerPrincipal
    /// Its parameters.
    associatedtype Input: EndpointInput
    /// What it answers with on success; ``NoData`` for no more than that. One that conforms to
    /// ``AnswerHeaders`` brings header fields along.
    associatedtype Output: EndpointOutput
    /// The ways in which the domain says no; `Never` if it does not.
    associatedtype Refusal: Error & Sendable

    /// Its address, out of the book.
    static var route: Route { get }
    /// What the body of a request is; parameters as its type says, by default.
    static var body: BodyKind { get }
    /// Why a request is turned away before anything of it is read, at an address for everybody: where
    /// callers prove who they are, nobody asks this. Nil, the default, lets every one in.
    static func refusal(of request: Request, by service: Service) -> Refusal?
    /// Where long files of a form are put while they come in; nil, the default, keeps them in
    /// memory.
    static func spool(of service: Service) -> (any FileSpool)?

    /// What happens.
    static func answer(
        _ input: Input,
        to caller: Caller<Principal>,
        by service: Service
    ) async throws(Failure<Refusal>) -> Output

    /// Every refusal that there is.
    static var refusals: [Refusal] { get }
    /// The line of its table for a refusal.
    static func code(for refusal: Refusal) -> Code
    /// What a refusal is a sign of when it is no business answer: a peer outside that is away.
    /// Answered with the line of ``code(for:)`` and this failure's HTTP status; nil, the default,
    /// for every refusal of the domain.
    static func failure(for refusal: Refusal) -> TransportFailure?
    /// When to come again after such a refusal; nil, the default, for a second after
    /// `unavailable`, and for nothing after any other.
    static func retryAfterSeconds(for refusal: Refusal) -> Int?
    /// The line for success; the contract's by default.
    static var success: Code { get }
    /// The line for a parameter that is missing, empty or blank; the contract's by default.
    static var missing: Code { get }
    /// The line for a parameter of the wrong kind; nil, the default, answers 400.
    static var malformed: Code? { get }
    /// The line that tells in words what is wrong with what was sent, where ``body`` is JSON; nil, the
    /// default, leaves it to ``malformed``.
    static func code(explaining words: String) -> Code?
    /// The line for "it failed", answered with 500, or 503 where it may pass; nil, the default,
    /// answers the contract's code for these.
    static var fault: Code? { get }
    /// Whether its answer may be kept for whoever sends the request again under the same
    /// `Idempotency-Key`; false where it holds a token or somebody's mobile: neither lies in a file
    /// in clear, and such a call does nothing twice by itself.
    static var keepsAnswers: Bool { get }
    /// The media types of a ``Download``.
    static var mediaTypes: [String] { get }
}

extension Endpoint {
    public static var body: BodyKind { .parameters }
    public static func refusal(of request: Request, by service: Service) -> Refusal? { nil }
    public static func spool(of service: Service) -> (any FileSpool)? { nil }
    public static func failure(for refusal: Refusal) -> TransportFailure? { nil }
    public static func retryAfterSeconds(for refusal: Refusal) -> Int? { nil }
    public static var success: Code { Wire.success }
    public static var missing: Code { Wire.missing }
    public static var malformed: Code? { nil }
    public static func code(explaining words: String) -> Code? { nil }
    public static var fault: Code? { nil }
    public static var keepsAnswers: Bool { true }
    public static var mediaTypes: [String] { ["application/octet-stream"] }
}

extension Endpoint where Refusal: CaseIterable {
    public static var refusals: [Refusal] { Array(Refusal.allCases) }
}

extension Endpoint where Refusal == Never {
    public static var refusals: [Never] { [] }

    /// Never called.
    public static func code(for refusal: Never) -> Code {}
}
