import Basics

/// What the numbers of a picture mean (ICC.1:2010), as far as cameras use it: three primaries and a
/// curve for each, as Display P3 and Adobe RGB have them. Profiles of another kind (grey, CMYK,
/// tables) are none: decoding has brought their pictures to something near sRGB already.
struct ColorProfile: Sendable, Equatable {
    /// To the light of sRGB, row by row.
    let matrix: [Float]
    /// The light of each of 256 values: red, green, blue.
    let light: [Float]

    /// Nil for what is no such profile, and for one that is sRGB's own but for rounding.
    init?(_ octets: Bytes) {
        guard let profile = try? Self.read(octets) else { return nil }
        self = profile
        guard !isStandard else { return nil }
    }

    private init(matrix: [Float], light: [Float]) {
        self.matrix = matrix
        self.light = light
    }

    /// From the light of D50, in which profiles speak, to that of sRGB's primaries.
    private static let standard: [[Double]] = [
        [3.133_856_1, -1.616_866_7, -0.490_614_6],
        [-0.978_768_4, 1.916_141_5, 0.033_454_0],
        [0.071_945_3, -0.228_991_4, 1.405_242_7],
    ]

    private static func read(_ octets: Bytes) throws(ImageFailure) -> ColorProfile? {
        var head = OctetReader(octets)
        try head.skip(16)
        guard head.take("RGB "), head.take("XYZ ") else { return nil }
        try head.skip(12)
        guard head.take("acsp") else { return nil }
        try head.skip(88)
        var tags: [ExternalID: Range<Int>] = [:]
        for _ in 0..<min(try head.big(4), 100) {
            let name = ExternalID(octets[try head.range(4)])
            let start = try head.big(4)
            let length = try head.big(4)
            guard start <= octets.count, length <= octets.count - start else { return nil }
            tags[name] = start..<start + length
        }
        // Whoever has tables means them, and not the primaries beside them.
        guard tags["A2B0"] == nil else { return nil }
        var columns: [[Double]] = []
        var light: [Float] = []
        for color in ["r", "g", "b"] {
            guard let primary = tags[ExternalID(color + "XYZ")],
                let curve = tags[ExternalID(color + "TRC")]
            else { return nil }
            columns.append(try self.primary(OctetReader(octets, primary)))
            light += try ToneCurve(OctetReader(octets, curve)).light
        }
        let matrix = standard.flatMap { row in
            columns.map { column in Float(zip(row, column).reduce(0) { $0 + $1.0 * $1.1 }) }
        }
        return ColorProfile(matrix: matrix, light: light)
    }

    private static func primary(_ reader: OctetReader) throws(ImageFailure) -> [Double] {
        var reader = reader
        guard reader.take("XYZ ") else { throw .damaged }
        try reader.skip(4)
        return [try reader.fixed(), try reader.fixed(), try reader.fixed()]
    }

    /// Whether no colour would change by more than a step.
    private var isStandard: Bool {
        let identity: [Float] = [1, 0, 0, 0, 1, 0, 0, 0, 1]
        guard zip(matrix, identity).allSatisfy({ abs($0 - $1) < 0.004 }) else { return false }
        return (0..<3).allSatisfy { color in
            (0..<256).allSatisfy { value in
                abs(light[color * 256 + value] - ToneCurve.standard[value]) < 0.004
            }
        }
    }
}
