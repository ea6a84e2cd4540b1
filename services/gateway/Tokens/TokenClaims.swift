import Basics
import JSON
import ServiceKit

/// What a token says, read strictly: every claim there once, of its kind and within its bounds.
struct TokenClaims: Sendable {
    let identity: Identity
    /// Seconds since 1970; good from here on, ...
    let notBefore: Int64
    /// ... and up to here.
    let expires: Int64

    static let issuer = "kumquat"
    static let audience = "kumquat"
    /// Two clocks may differ by so much. An end is an end: nobody is hurt by one that comes early.
    static let leewaySeconds: Int64 = 60
    /// Auth gives a token for seven days. One for longer was not made by it, whoever signed it.
    static let longestSeconds: Int64 = 7 * 86_400
    private static let largestNumber: Int64 = (1 << 53) - 1

    /// Nil for claims that our auth would not have written.
    init?(_ payload: Bytes) {
        guard let claims = try? JSON.parse(payload, maximumDepth: 2), claims.object != nil,
            claims["iss"]?.string == Self.issuer, claims["aud"]?.string == Self.audience,
            let subject = claims["sub"]?.string, let iid = Self.number(subject),
            let sid = claims["sid"]?.string, Self.isSession(sid),
            let app = claims["app"]?.integer, (0...Self.largestNumber).contains(app),
            let oper = claims["oper"]?.integer, (0...Self.largestNumber).contains(oper),
            let openid = claims["openid"]?.string, Self.isName(openid),
            let unionid = claims["unionid"]?.string, Self.isName(unionid),
            case .integer(let notBefore)? = claims["nbf"], notBefore >= 0,
            case .integer(let issued)? = claims["iat"], issued >= 0,
            case .integer(let expires)? = claims["exp"], expires > notBefore, expires > issued,
            expires - issued <= Self.longestSeconds
        else { return nil }
        var alias: ExternalID?
        switch claims["alias"] {
        case nil, .null?: break
        case .string(let name)? where Self.isName(name): alias = ExternalID(name)
        default: return nil
        }
        var uid: Int64?
        switch claims["uid"] {
        case nil, .null?: break
        case .integer(let number)? where (1...Self.largestNumber).contains(number): uid = number
        default: return nil
        }
        identity = Identity(
            iid: ID(iid),
            sid: sid,
            app: ID(app),
            oper: oper,
            openid: ExternalID(openid),
            unionid: ExternalID(unionid),
            alias: alias,
            uid: uid.map { ID($0) }
        )
        self.notBefore = max(notBefore, issued)
        self.expires = expires
    }

    /// Whether the time is right.
    func isTimely(_ now: UnixTime) -> Bool {
        now.seconds < expires && notBefore <= now.seconds + Self.leewaySeconds
    }

    /// 1 to 2^53 - 1 in decimal, without a leading zero.
    private static func number(_ text: String) -> Int64? {
        guard text.utf8.first != UInt8(ascii: "0"), text.utf8.count <= 16,
            text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let number = Int64(text), number <= largestNumber
        else { return nil }
        return number
    }

    /// The letters of base64url; it goes into a path.
    static func isSession(_ sid: String) -> Bool {
        (16...64).contains(sid.utf8.count)
            && sid.utf8.allSatisfy { octet in
                switch octet {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }

    private static func isName(_ text: String) -> Bool {
        (1...128).contains(text.utf8.count) && !text.utf8.contains { $0 < 0x20 || $0 == 0x7F }
    }
}
