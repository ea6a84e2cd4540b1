public import Basics
public import Contracts
public import HTTP
public import ServiceKit

/// `POST /callbacks/wechatpay/{service}/{mchid}/{kind}`: what WeChat Pay says of a payment, a refund
/// or a transfer. Head and body are taken as they came: the signature is over them.
public enum PayCallback<Owner: PaymentOwner>: Endpoint {
    public typealias Service = Owner
    public typealias Wire = WeChatPayContract
    public typealias Principal = Anybody

    public static var route: Route { Owner.payCallbacks }
    public static var body: BodyKind { .raw }
    /// A callback that comes again is told from a new one by its own number.
    public static var keepsAnswers: Bool { false }
    public static var mediaTypes: [String] { [] }

    /// What the path says; the body is WeChat Pay's.
    public typealias Input = PayCallbackInput

    public static func answer(
        _ input: PayCallbackInput,
        to caller: Caller<Anybody>,
        by owner: Owner
    ) async throws(Failure<PayCallbackRefusal>) -> NoContent {
        guard let kind = input.kind else { throw .refused(.kindUnknown) }
        do throws(PayCallbackRefusal) {
            try await owner.payments.receive(
                kind,
                mchid: input.mchid,
                headers: caller.headers,
                body: input.body
            )
        } catch {
            throw .refused(error)
        }
        return NoContent()
    }

    public static func code(for refusal: PayCallbackRefusal) -> Code { refusal.code }

    public static func failure(for refusal: PayCallbackRefusal) -> TransportFailure? {
        refusal == .unavailable ? .unavailable : nil
    }
}

/// What a callback brings.
public struct PayCallbackInput: EndpointInput {
    private static let account = Field.text(
        "mchid",
        "The merchant account.",
        example: "1900000109"
    ).inPath
    private static let kind = Field.choice(
        "kind",
        "What it is about.",
        among: PayCallbackKind.allCases
    ).inPath.lenient

    let mchid: String
    /// Nil for a word that is none of these.
    let kind: PayCallbackKind?
    let body: Bytes

    /// Reads the path.
    public init(_ fields: FieldReader) throws(ParameterProblem) {
        mchid = try fields.read(Self.account)
        kind = try fields.read(Self.kind)
        body = fields.rawBody
    }
}
