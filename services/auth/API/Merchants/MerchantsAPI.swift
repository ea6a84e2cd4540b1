import Contracts
import ServiceKit

/// The interfaces of the merchants contract that log in.
enum MerchantsAPI {
    static let endpoints: [any Endpoint<AuthService>.Type] = [WxLogin.self]

    protocol Interface: Endpoint where Service == AuthService, Wire == MerchantsContract {}
}
