public import HTTP

/// What the addresses under one path have in common.
public struct RouteGroup: Sendable {
    /// `/api/user`, without a final slash.
    public let path: String
    /// Whose envelope is spoken there, also by answers that no endpoint gives.
    public let contract: any Contract.Type
    private let service: ServiceName
    private let access: Access
    private let tokenParameters: [StaticString]
    private let ending: String

    /// A part of the book. Where `hasFinalSlash`, the contract writes its paths so.
    public init(
        _ path: String,
        _ contract: any Contract.Type,
        at service: ServiceName,
        access: Access = .identity,
        tokenParameters: [StaticString] = [],
        hasFinalSlash: Bool = false
    ) {
        self.path = path
        self.contract = contract
        self.service = service
        self.access = access
        self.tokenParameters = tokenParameters
        ending = hasFinalSlash ? "/" : ""
    }

    /// An address below the group's path.
    public func route(
        _ methods: Method...,
        to name: String,
        _ summary: String,
        at service: ServiceName? = nil,
        access: Access? = nil,
        aliases: [String] = [],
        rate: RateClass? = nil,
        legacy: LegacyOpenID = .never,
        bodyLimit: Int = Route.usualBodyLimit
    ) -> Route {
        Route(
            methods,
            "\(path)/\(name)\(ending)",
            summary,
            at: service ?? self.service,
            in: contract,
            access: access ?? self.access,
            aliases: aliases.map { "\(path)/\($0)\(ending)" },
            rate: rate,
            legacy: legacy,
            tokenParameters: tokenParameters,
            bodyLimit: bodyLimit
        )
    }

    /// A log-in: needs nothing, and nobody may do it often, since it costs a question to WeChat.
    public func login(_ method: Method, to name: String, _ summary: String) -> Route {
        route(method, to: name, summary, at: .auth, access: .open, rate: .logins)
    }
}

/// The addresses of a service's back office.
public struct AdminRouteGroup: Sendable {
    /// `/admin/points`.
    public let path: String
    private let service: ServiceName

    /// The back office of a service.
    public init(_ service: ServiceName) {
        path = "/admin/\(service.rawValue)"
        self.service = service
    }

    /// An address below the group's path, for operators with one of these duties.
    public func route(
        _ method: Method,
        to name: String,
        for first: Duty,
        _ others: Duty...,
        summary: String,
        bodyLimit: Int = Route.usualBodyLimit
    ) -> Route {
        Route(
            [method],
            "\(path)/\(name)",
            summary,
            at: service,
            in: InternalContract.self,
            access: .admin([first] + others),
            bodyLimit: bodyLimit
        )
    }
}
