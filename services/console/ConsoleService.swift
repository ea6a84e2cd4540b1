import Basics
import ConsoleDomain
import Contracts
import Crypto
import HTTP
import HTTPClient
import ServiceKit
import Storage
import Vault

/// The back office in a browser: who works in it, what each of them did, and the way on to the
/// services.
struct ConsoleService: Sendable {
    let database: Database
    /// The domain's time, by which the trail goes.
    let clock: DomainClock
    let random: RandomSource
    let log: Logger
    let stage: Stage
    /// Where browsers find the console; nil in the sandbox environment: where they say.
    let origin: String?
    let links: String
    let vault: DataVault
    let hasher: PasswordHasher
    let addresses: AddressLimit
    let book: AdminBook
    let passage: Passage
    let monitor: Monitor
    /// Makes digests of what a trail must not show.
    let digestKey: Secret<Bytes>

    static let totp = TOTP { HMAC.sha1(key: $0, $1) }
    static let loginsPerMinute = 20
    static let sealedTOTP = "console totp"

    /// Sessions and proofs go by the clock that nobody moves.
    var now: UnixTime { clock.real.now() }

    func seal(totp secret: Bytes) throws -> Bytes {
        try vault.seal(secret, for: Self.sealedTOTP)
    }

    func open(totp sealed: Bytes) throws -> Bytes {
        try vault.open(sealed, for: Self.sealedTOTP)
    }

    /// A new token, and what is kept of it.
    func newToken() -> (token: String, hash: Bytes) {
        let token = Base64.encodeURL(random.bytes(32))
        return (token, Self.hash(ofToken: token))
    }

    static func hash(ofToken token: String) -> Bytes { SHA256.hash(Bytes(token.utf8)) }

    /// What a trail shows instead of a secret: the same for the same value, and no way back.
    func digest(_ name: String, _ value: String) -> String {
        let code = HMAC.sha256(key: digestKey.reveal(), Bytes("\(name)\n\(value)".utf8))
        return "digest:\(Hex.encode(code.prefix(8)))"
    }

    /// Notes something that the console has done itself.
    func note(_ call: TrailCall, status: Int64, in connection: Connection) throws {
        try TrailStore(connection).note(call, status: status, at: clock.now)
    }
}
