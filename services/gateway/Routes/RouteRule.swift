import Contracts
import HTTP
import ServiceKit

/// Who answers at a path, in which contract, and what a caller has to bring.
struct RouteRule: Sendable {
    /// What a caller has to bring.
    enum Access: Sendable {
        /// A good token.
        case token
        /// Nothing; a good token says who is calling, a bad one counts as none.
        case open
        /// Nothing, and tokens are not looked at: pages, pictures, keys, callbacks.
        case everybody
        /// The key of the back office.
        case admin
    }

    /// How often one address may call.
    enum Quota: Sendable {
        case logins, lookups
    }

    /// Whether an openid or unionid alone says who is calling, with the legacy setting on.
    enum LegacyOpenIDAuth: Sendable {
        /// It never does: phone, profile, payment, prizes.
        case never
        /// It does: reading, signing in, digging.
        case always
        /// The same, and who names nobody that we know goes to the service as nobody: its contract
        /// has an answer to that.
        case orNobody
        /// It does unless the call publishes.
        case forDigs
    }

    /// A path without its final slash; one that ends with `/*` stands for all below it.
    let pattern: String
    let service: ServiceName
    let contract: any Contract.Type
    let access: Access
    var quota: Quota?
    /// Names of parameters that may hold the token, in the query or a form or JSON body.
    var tokenParameters: [StaticString] = []
    var legacyOpenID = LegacyOpenIDAuth.never
}
