import Contracts
import ServiceKit

/// The wx_auth contract: all four of its endpoints.
enum WxAuthAPI {
    static let endpoints: [any Endpoint<AuthService>.Type] = [
        GetOpenidByCode.self, IsOpenidRegistered.self, Register.self, Login.self,
    ]
}

protocol WxAuthEndpoint: Endpoint where Service == AuthService, Wire == WxAuthContract {}
