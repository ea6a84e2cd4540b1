public import Basics

/// Codes of an authenticator app (RFC 6238 with HMAC-SHA-1, six digits, thirty seconds), which is
/// what all of them can.
public struct TOTP: Sendable {
    /// HMAC-SHA-1 of a message under a key.
    public typealias MAC = @Sendable (_ key: Bytes, _ message: Bytes) -> Bytes

    /// Octets of a secret.
    public static let secretBytes = 20
    private static let stepSeconds: Int64 = 30
    private let mac: MAC

    /// Over this HMAC-SHA-1.
    public init(_ mac: @escaping MAC) {
        self.mac = mac
    }

    /// Which step a moment is in.
    public static func step(at time: UnixTime) -> Int64 {
        time.seconds / stepSeconds
    }

    /// The code of a step (RFC 4226, 5.3), of six digits or more.
    public func code(_ secret: Bytes, step: Int64, digits: Int = 6) -> String {
        let message = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
        let hash = mac(secret, message)
        let start = Int(hash[hash.count - 1] & 15)
        let number = hash[start..<(start + 4)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        var modulus: UInt32 = 1
        for _ in 0..<digits { modulus *= 10 }
        let text = String((number & 0x7fff_ffff) % modulus)
        return String(repeating: "0", count: digits - text.utf8.count) + text
    }

    /// The step that a code is of, if it is the present one or a neighbour, and later than the last
    /// one that was used; nil for a wrong or a spent code.
    public func match(
        _ code: String,
        _ secret: Bytes,
        at time: UnixTime,
        after used: Int64?
    ) -> Int64? {
        let typed = Bytes(code.utf8)
        let present = Self.step(at: time)
        var found: Int64?
        // All three, whatever the first says: the time tells nothing.
        for step in present - 1...present + 1 {
            let right = Bytes(self.code(secret, step: step).utf8)
            let differs =
                typed.count != right.count
                || zip(typed, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } != 0
            if !differs, step > used ?? .min { found = found ?? step }
        }
        return found
    }

    /// What an app reads from the picture.
    public static func address(_ secret: Bytes, name: String, issuer: String) -> String {
        "otpauth://totp/\(issuer):\(name)?secret=\(Base32.encode(secret))&issuer=\(issuer)"
            + "&algorithm=SHA1&digits=6&period=30"
    }
}

/// Base 32 (RFC 4648, 6) without padding, as authenticator apps take it.
public enum Base32 {
    private static let digits = Bytes("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    /// The digits of some octets.
    public static func encode(_ octets: Bytes) -> String {
        var text: Bytes = []
        var (bits, count): (UInt32, Int) = (0, 0)
        for octet in octets {
            bits = bits << 8 | UInt32(octet)
            count += 8
            while count >= 5 {
                count -= 5
                text.append(digits[Int(bits >> UInt32(count) & 31)])
            }
            bits &= (1 << UInt32(count)) - 1
        }
        if count > 0 { text.append(digits[Int(bits << UInt32(5 - count) & 31)]) }
        return String(decoding: text, as: UTF8.self)
    }
}
