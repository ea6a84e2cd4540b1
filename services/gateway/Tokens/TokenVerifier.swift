import Basics
import Crypto
import JSON

/// Judges tokens by RFC 8725: one algorithm, our own keys only, every claim checked. What is
/// cheap is looked at first; only what could be good costs a signature check.
enum TokenVerifier {
    /// A token that is good if its signature is.
    struct Candidate: Sendable {
        let claims: TokenClaims
        let kid: ExternalID
        fileprivate let parts: JWTParts

        /// The costly part: about a tenth of a millisecond.
        func isSigned(by key: Ed25519PublicKey) -> Bool { parts.isSigned(by: key) }
    }

    private static let maximumKeyName = 128

    /// Everything but the signature. Nil for what cannot be a token of ours, or not now.
    static func candidate(_ token: Bytes, now: UnixTime) -> Candidate? {
        guard let parts = JWT.decode(token), parts.signature.count == 64,
            let kid = keyName(parts.headerJSON),
            let claims = TokenClaims(parts.payload), claims.isTimely(now)
        else { return nil }
        return Candidate(claims: claims, kid: kid, parts: parts)
    }

    /// The header has three members and no other: nothing in a token chooses how it is judged.
    private static func keyName(_ header: Bytes) -> ExternalID? {
        guard let json = try? JSON.parse(header, maximumDepth: 2), let object = json.object,
            object.members.count == 3, json["alg"]?.string == "EdDSA",
            json["typ"]?.string == "JWT", let kid = json["kid"]?.string,
            (1...maximumKeyName).contains(kid.utf8.count)
        else { return nil }
        return ExternalID(kid)
    }
}
