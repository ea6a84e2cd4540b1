import Contracts
import ServiceKit

/// The wx_auth contract: its endpoints, and ours for a picture.
enum WxAuthAPI {
    static let endpoints: [any Endpoint<AuthService>.Type] = [
        GetOpenidByCode.self, IsOpenidRegistered.self, Register.self, Login.self, UploadAvatar.self,
    ]
}

protocol WxAuthEndpoint: Endpoint where Service == AuthService, Wire == WxAuthContract {}
