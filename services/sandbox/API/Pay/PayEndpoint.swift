import ServiceKit

/// One of WeChat Pay's endpoints.
protocol PayEndpoint: SendableMetatype {
    static var route: RawRoute { get }

    /// - Throws: `PayError` for what is refused; any other error is the sandbox's own.
    static func answer(_ call: PayCall, by sandbox: Sandbox) async throws -> PayAnswer
}
