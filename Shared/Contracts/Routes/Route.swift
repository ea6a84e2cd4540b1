public import HTTP

/// The address of an endpoint, and all that holds for it before a parameter is read. It stands once,
/// in the ``RouteBook``: the endpoint refers to it, and the gateway lets through what is in there.
public struct Route: Sendable, CustomStringConvertible {
    /// Where it is; a GET also serves HEAD. Several where a contract names none.
    public let methods: [Method]
    /// The path, with `{name}` for a segment that varies. A final slash does not matter.
    public let pattern: String
    /// Further paths of the same.
    public let aliases: [String]
    /// What it is for, in one sentence.
    public let summary: String
    /// Who answers.
    public let service: ServiceName
    /// Whose envelope is spoken.
    public let contract: any Contract.Type
    /// Who may call.
    public let access: Access
    /// What one address is limited to, beside the limits of identities.
    public let rate: RateClass?
    /// What an openid is worth without a token.
    public let legacy: LegacyOpenID
    /// Parameters that may carry the token, in the query or in a form or JSON body.
    public let tokenParameters: [StaticString]
    /// Longest body, in octets.
    public let bodyLimit: Int

    /// 1 MB.
    public static let usualBodyLimit = 1 << 20

    /// An address of its parts.
    public init(
        _ methods: [Method],
        _ pattern: String,
        _ summary: String,
        at service: ServiceName,
        in contract: any Contract.Type,
        access: Access,
        aliases: [String] = [],
        rate: RateClass? = nil,
        legacy: LegacyOpenID = .never,
        tokenParameters: [StaticString] = [],
        bodyLimit: Int = Route.usualBodyLimit
    ) {
        self.methods = methods
        self.pattern = pattern
        self.aliases = aliases
        self.summary = summary
        self.service = service
        self.contract = contract
        self.access = access
        self.rate = rate
        self.legacy = legacy
        self.tokenParameters = tokenParameters
        self.bodyLimit = bodyLimit
    }

    /// Every method with every path.
    public var places: [(method: Method, pattern: String)] {
        ([pattern] + aliases).flatMap { pattern in methods.map { ($0, pattern) } }
    }

    /// `POST /api/sign/`
    public var description: String {
        "\(methods.map(\.description).joined(separator: "|")) \(pattern)"
    }
}
