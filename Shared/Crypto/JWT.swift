public import Basics

/// Compact JSON web tokens signed with Ed25519 (RFC 7515, 7519, 8037).
public enum JWT {
    /// No token of ours comes near; what is longer is not looked at.
    public static let maximumSize = 8192

    /// The token for claims that are a JSON object already. The header is
    /// `{"alg":"EdDSA","typ":"JWT","kid":…}`, in that order.
    public static func sign(claims: Bytes, key: Ed25519PrivateKey, kid: String) -> String {
        let header = #"{"alg":"EdDSA","typ":"JWT","kid":"\#(escaped(kid))"}"#
        let input = Base64.encodeURL(header.utf8) + "." + Base64.encodeURL(claims)
        return input + "." + Base64.encodeURL(key.sign(Bytes(input.utf8)))
    }

    /// Takes a token apart without checking its signature; nil unless it is three parts of strict
    /// Base64url (no padding, unused bits zero), none of them empty.
    public static func decode(_ token: some Collection<UInt8>) -> JWTParts? {
        guard token.count <= maximumSize else { return nil }
        let octets = Bytes(token)
        let parts = octets.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard
            parts.count == 3,
            let header = decoded(parts[0]),
            let payload = decoded(parts[1]),
            let signature = decoded(parts[2])
        else { return nil }
        return JWTParts(
            headerJSON: header,
            payload: payload,
            signature: signature,
            signingInput: Bytes(octets[..<parts[1].endIndex])
        )
    }

    private static func decoded(_ part: ArraySlice<UInt8>) -> Bytes? {
        guard !part.isEmpty else { return nil }
        return Base64.decodeURL(String(decoding: part, as: UTF8.self))
    }

    /// A key's name is a few letters of ours; anything else is spelled out, so that it stays JSON.
    private static func escaped(_ kid: String) -> String {
        var text = ""
        for scalar in kid.unicodeScalars {
            let isPlain = scalar.value >= 32 && scalar != "\"" && scalar != "\\"
            text.unicodeScalars.append(contentsOf: isPlain ? [scalar] : [])
            if !isPlain { text += "\\u00" + Hex.encode([UInt8(truncatingIfNeeded: scalar.value)]) }
        }
        return text
    }
}
