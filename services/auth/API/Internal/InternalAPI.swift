import ServiceKit

/// What other processes ask.
enum InternalAPI {
    static let endpoints: [any Endpoint<AuthService>.Type] = [
        ReadSession.self, ReadSessionFeed.self, Decrypt.self, MakeScene.self, MakeCode.self,
        CheckContent.self, ListApps.self, ReadUser.self, ReportShipment.self,
    ]

    /// What is only there for clients that send no token.
    static let legacy: [any Endpoint<AuthService>.Type] = [FindIdentity.self]
}
