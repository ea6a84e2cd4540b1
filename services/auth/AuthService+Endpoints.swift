import ServiceKit

extension AuthService {
    /// All that auth answers, with the settings as they usually are.
    static let endpoints: [any Endpoint<AuthService>.Type] = [
        PointsAPI.endpoints, WxAuthAPI.endpoints, TreasureAPI.endpoints, MerchantsAPI.endpoints,
        SmallAppAPI.endpoints, SessionsAPI.endpoints, AccountAPI.endpoints, PublicAPI.endpoints,
        MediaAPI.endpoints,
        InternalAPI.endpoints, AdminAPI.endpoints,
    ].flatMap { $0 }
}
