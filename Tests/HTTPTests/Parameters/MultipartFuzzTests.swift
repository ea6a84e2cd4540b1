import Basics
import HTTP
import Testing

/// Damaged bodies: no trap, and the same verdict however they are cut.
@Suite struct MultipartFuzzTests {
    private static let seed =
        "\r\n--AaB0x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--AaB0x \r\n"
        + "content-disposition: form-data; name=f; filename=\"x\\\"y.png\"\r\n"
        + "Content-Type: image/png\r\n\r\n\r\n--AaB0\r\n--AaB0x--\r\nepilogue"
    private static let alphabet = Bytes("\r\n\r\n--AaB0x:;=\"\\ \t\0é".utf8) + [0xff]

    @Test(arguments: 1...4) func sameHoweverCut(_ seed: UInt64) throws {
        var random = Sequence64(state: seed)
        var accepted = 0
        for _ in 0..<800 {
            let octets = damaged(&random)
            let whole = Self.read([octets[...]])
            let drops = Self.read(octets.indices.map { octets[$0...$0] })
            let cut = Int(random.next(below: UInt64(octets.count)))
            let halves = Self.read([octets[..<cut], octets[cut...]])
            try #require(whole == drops && whole == halves, "\(octets)")
            if whole != nil { accepted += 1 }
        }
        #expect(accepted > 20)
    }

    private func damaged(_ random: inout Sequence64) -> Bytes {
        var octets = Bytes(Self.seed.utf8)
        for _ in 0...random.next(below: 2) {
            let index = Int(random.next(below: UInt64(octets.count)))
            let octet = Self.alphabet[Int(random.next(below: UInt64(Self.alphabet.count)))]
            switch random.next(below: 3) {
            case 0: octets[index] = octet
            case 1: octets.insert(octet, at: index)
            default: octets.remove(at: index)
            }
        }
        return octets
    }

    /// The parts with their data; nil for what is refused.
    private static func read(_ pieces: [ArraySlice<UInt8>]) -> [String]? {
        guard var parser = MultipartParser(boundary: "AaB0x".utf8) else { return nil }
        var found: [String] = []
        do {
            for piece in pieces {
                for event in try parser.push(piece) {
                    switch event {
                    case .begin(let part): found.append("\(part)=")
                    case .data(let octets): found[found.count - 1] += Hex.encode(octets)
                    case .end: found[found.count - 1] += "."
                    }
                }
            }
            try parser.finish()
            return found
        } catch {
            return nil
        }
    }
}

/// The same numbers on every run.
private struct Sequence64 {
    var state: UInt64

    mutating func next(below bound: UInt64) -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 33) % bound
    }
}
