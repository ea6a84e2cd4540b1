import Basics
import Testing

@testable import Images

/// Colours of cameras that are not sRGB.
@Suite struct ProfileTests {
    private static let p3 = Color(red: 190, green: 92, blue: 40)
    private static let same = Color(red: 204, green: 85, blue: 15)

    @Test func displayP3InAJPEG() throws {
        let profile = Self.profile(Self.displayP3)
        let jpeg = try Picture(width: 64, height: 64, filled: Self.p3).jpeg(quality: 100)
        let whole = Self.segment(profile, part: 1, of: 1)
        let halves =
            Self.segment(Bytes(profile[..<200]), part: 1, of: 2)
            + Self.segment(Bytes(profile[200...]), part: 2, of: 2)
        for segments in [whole, halves] {
            let picture = try Picture.decode(Bytes(jpeg[..<2]) + segments + jpeg[2...])
            // JPEG itself is off by a step or two, in the other colours of P3.
            #expect(Self.isNear(picture.color(atX: 32, y: 32), Self.same, within: 4))
            let file = try picture.encoded().octets
            let again = try Picture.decode(file).color(atX: 32, y: 32)
            #expect(Self.isNear(again, Self.same, within: 4))
        }
        #expect(Self.isNear(try Picture.decode(jpeg).color(atX: 32, y: 32), Self.p3))
    }

    @Test func displayP3InAPNG() throws {
        let png = try Picture(width: 8, height: 8, filled: Self.p3).png()
        let body = Bytes("Display P3\0\0".utf8) + Self.folded(Self.profile(Self.displayP3))
        let chunk = Self.big(body.count) + Bytes("iCCP".utf8) + body + [0, 0, 0, 0]
        let picture = try Picture.decode(Bytes(png[..<33]) + chunk + png[33...])
        #expect(Self.isNear(picture.color(atX: 4, y: 4), Self.same))
        #expect(picture.isOpaque)
    }

    @Test func displayP3InAWebP() throws {
        let inner = Samples.losslessWebP[12...]
        let profile = Self.profile(Self.displayP3)
        let chunk = Bytes("ICCP".utf8) + Bytes(Self.big(profile.count).reversed()) + profile
        let head: Bytes = [0x20, 0, 0, 0, 15, 0, 0, 7, 0, 0]
        let content =
            Bytes("WEBPVP8X".utf8) + [10, 0, 0, 0] + head + chunk + inner
        let file = Bytes("RIFF".utf8) + Bytes(Self.big(content.count).reversed()) + content
        let red = try #require(try Picture.decode(file).color(atX: 1, y: 1))
        // P3's red lies outside of sRGB, its green too: cut off, and white stays white.
        #expect(red.red == 255 && red.green < 5 && red.blue < 5)
        #expect(try Picture.decode(file).color(atX: 14, y: 6) == .white)
    }

    /// Each way a curve is written: sRGB's own, a power, a table, light as it is.
    @Test(
        arguments: [
            ("sRGB", displayP3, [10, 20, 30], [7, 20, 31]),
            ("power", gamma, [190, 92, 40], [206, 84, 0]),
            ("table", table, [128, 128, 128], [188, 188, 188]),
            ("light", light, [128, 128, 128], [188, 188, 188]),
        ] as [(String, Bytes, Bytes, Bytes)]
    )
    func curves(_ name: String, _ curve: Bytes, _ from: Bytes, _ to: Bytes) throws {
        let profile = try #require(ColorProfile(Self.profile(curve)))
        let picture = try Picture(
            width: 1,
            height: 1,
            filled: Color(red: from[0], green: from[1], blue: from[2])
        )
        picture.convert(from: profile)
        let color = Color(red: to[0], green: to[1], blue: to[2])
        #expect(Self.isNear(picture.color(atX: 0, y: 0), color), "\(name)")
    }

    /// sRGB's own changes nothing; what is no profile of primaries and curves neither.
    @Test func profilesThatChangeNothing() throws {
        let good = Self.profile(Self.displayP3)
        #expect(ColorProfile(Self.profile(Self.displayP3, primaries: Self.sRGB)) == nil)
        for count in 0..<good.count { #expect(ColorProfile(Bytes(good[..<count])) == nil) }
        for name in ["GRAY", "CMYK"] {
            var other = good
            other.replaceSubrange(16..<20, with: name.utf8)
            #expect(ColorProfile(other) == nil)
        }
        for index in 128..<good.count {
            var other = good
            other[index] = 0xff
            // Whatever it is: no trap.
            _ = ColorProfile(other)
        }
        #expect(ColorProfile(Bytes(repeating: 0xff, count: 1000)) == nil)
    }

    // MARK: What they are made of

    private static let displayP3 = parametric([2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045])
    private static let gamma = Bytes("curv\0\0\0\0".utf8) + big(1) + [0x02, 0x33]
    private static let light = Bytes("curv\0\0\0\0".utf8) + big(0)
    private static let table =
        Bytes("curv\0\0\0\0".utf8) + big(3) + [0, 0, 0x80, 0x80, 0xff, 0xff]

    private static let sRGB = [
        [0.43607, 0.22249, 0.01392], [0.38515, 0.71687, 0.09708], [0.14307, 0.06061, 0.71410],
    ]

    /// A profile with three primaries (Display P3's) and one curve for all.
    private static func profile(
        _ curve: Bytes,
        primaries: [[Double]] = [
            [0.51512, 0.2412, -0.00105], [0.29198, 0.69225, 0.04189], [0.1571, 0.06657, 0.78407],
        ]
    ) -> Bytes {
        let names = ["rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"]
        let start = 128 + 4 + 12 * names.count
        var (table, data): (Bytes, Bytes) = (big(names.count), [])
        for (index, name) in names.enumerated() {
            let body =
                index < 3
                ? Bytes("XYZ \0\0\0\0".utf8) + primaries[index].flatMap(fixed) : curve
            table += Bytes(name.utf8) + big(start + data.count) + big(body.count)
            data += body
        }
        var head = Bytes(repeating: 0, count: 128)
        head.replaceSubrange(16..<24, with: "RGB XYZ ".utf8)
        head.replaceSubrange(36..<40, with: "acsp".utf8)
        return head + table + data
    }

    private static func parametric(_ numbers: [Double]) -> Bytes {
        Bytes("para\0\0\0\0".utf8) + [0, 3, 0, 0] + numbers.flatMap(fixed)
    }

    private static func fixed(_ number: Double) -> Bytes {
        big(Int(UInt32(bitPattern: Int32((number * 65_536).rounded()))))
    }

    private static func big(_ number: Int) -> Bytes {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
    }

    private static func segment(_ profile: Bytes, part: UInt8, of parts: UInt8) -> Bytes {
        let length = profile.count + 16
        return [0xff, 0xe2, UInt8(length >> 8), UInt8(length & 0xff)] + "ICC_PROFILE\0".utf8
            + [part, parts] + profile
    }

    /// A zlib stream that packs nothing (RFC 1950; RFC 1951, 3.2.4).
    private static func folded(_ octets: Bytes) -> Bytes {
        var (a, b) = (1, 0)
        for octet in octets {
            a = (a + Int(octet)) % 65_521
            b = (b + a) % 65_521
        }
        let length = [UInt8(octets.count & 0xff), UInt8(octets.count >> 8)]
        return [0x78, 0x01, 0x01] + length + length.map { ~$0 } + octets + big(b << 16 | a)
    }

    private static func isNear(_ one: Color?, _ other: Color, within steps: Int = 2) -> Bool {
        guard let one else { return false }
        return [(one.red, other.red), (one.green, other.green), (one.blue, other.blue)]
            .allSatisfy { abs(Int($0.0) - Int($0.1)) <= steps }
    }
}
