import Basics
import ConsoleDomain
import Crypto
import Testing

struct TOTPTests {
    private let totp = TOTP { HMAC.sha1(key: $0, $1) }
    private let secret = Bytes("12345678901234567890".utf8)

    /// RFC 6238, appendix B, SHA-1.
    @Test(
        "codes are those of the RFC",
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"), (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
        ] as [(Int64, String)]
    )
    func vectors(seconds: Int64, code: String) {
        let step = TOTP.step(at: UnixTime(seconds: seconds))
        #expect(totp.code(secret, step: step, digits: 8) == code)
        #expect(totp.code(secret, step: step) == code.suffix(6))
    }

    @Test("the step before and the one behind count, no other, and none twice")
    func window() {
        let now = UnixTime(seconds: 1_234_567_890)
        let step = TOTP.step(at: now)
        for offset in Int64(-3)...3 {
            let code = totp.code(secret, step: step + offset)
            let isNear = (-1...1).contains(offset)
            let found = totp.match(code, secret, at: now, after: nil)
            #expect(found == (isNear ? step + offset : nil), "\(offset)")
            #expect(totp.match(code, secret, at: now, after: step + offset) == nil)
            let after = totp.match(code, secret, at: now, after: step - 1)
            #expect((after != nil) == (offset == 0 || offset == 1), "\(offset)")
        }
    }

    @Test(
        "what is no code is none",
        arguments: ["", "1", "12345", "1234567", "00000a", "００００００", "-00001"]
    )
    func nonsense(code: String) {
        #expect(totp.match(code, secret, at: UnixTime(seconds: 59), after: nil) == nil)
    }

    /// RFC 4648, 10, without padding.
    @Test(
        "base 32 is that of the RFC",
        arguments: [
            ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
        ]
    )
    func base32(octets: String, text: String) {
        #expect(Base32.encode(Bytes(octets.utf8)) == text)
    }
}
