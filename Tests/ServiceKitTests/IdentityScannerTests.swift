import Basics
import ServiceKit
import Testing

@Suite struct IdentityScannerTests {
    private static func identity(_ random: inout SplitMix64) -> Identity {
        func text() -> String {
            let parts = ["o", "X9_", "-a", "小", "\"", "\\", "\u{7}", ""]
            let usual = Bool.random(using: &random)
            return (0..<6).map { _ in
                parts[Int.random(in: 0..<(usual ? 3 : parts.count), using: &random)]
            }.joined()
        }
        func number() -> Int64 {
            [0, 7, 1 << 52, .max, -1][Int.random(in: 0..<5, using: &random)]
        }
        return Identity(
            iid: ID(number()),
            sid: text(),
            app: ID(number()),
            oper: number(),
            openid: ExternalID(text()),
            unionid: ExternalID(text()),
            alias: Bool.random(using: &random) ? ExternalID(text()) : nil,
            uid: Bool.random(using: &random) ? ID(number()) : nil
        )
    }

    @Test(arguments: 0..<40) func readsWhatIsWritten(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<50 {
            let identity = Self.identity(&random)
            #expect(Identity(header: identity.header()) == identity)
        }
    }

    /// It reads less than JSON allows, and never anything else.
    @Test(arguments: 0..<40) func saysWhatJSONSays(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<50 {
            let header = Self.identity(&random).header()
            var octets = try #require(Base64.decodeURL(header))
            let place = Int.random(in: 0..<octets.count, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: octets[place] = .random(in: .min ... .max, using: &random)
            case 1: octets.remove(at: place)
            default: octets.insert(octets[place], at: place)
            }
            var scanner = IdentityScanner(octets)
            if let scanned = scanner.identity() { #expect(scanned == Identity(json: octets)) }
        }
    }
}
