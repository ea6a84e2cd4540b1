import Basics
import Glibc

/// How much light each of the 256 values of a colour stands for (ICC.1:2010, 10.5 and 10.15).
struct ToneCurve {
    let light: [Float]

    /// sRGB's own (IEC 61966-2-1).
    static let standard: [Float] = (0..<256).map { value in
        let x = Double(value) / 255
        return Float(x <= 0.04045 ? x / 12.92 : pow((x + 0.055) / 1.055, 2.4))
    }

    init(_ reader: OctetReader) throws(ImageFailure) {
        var reader = reader
        if reader.take("para") {
            light = try Self.function(&reader)
        } else if reader.take("curv") {
            light = try Self.table(&reader)
        } else {
            throw .damaged
        }
        guard light.allSatisfy({ $0.isFinite }) else { throw .damaged }
    }

    private static func curve(_ function: (Double) -> Double) -> [Float] {
        (0..<256).map { Float(min(max(function(Double($0) / 255), 0), 1)) }
    }

    private static func table(_ reader: inout OctetReader) throws(ImageFailure) -> [Float] {
        try reader.skip(4)
        let count = try reader.big(4)
        switch count {
        case 0: return curve { $0 }
        case 1:
            let gamma = Double(try reader.big(2)) / 256
            return curve { pow($0, gamma) }
        case 2...4096:
            var points: [Double] = []
            for _ in 0..<count { points.append(Double(try reader.big(2)) / 65_535) }
            return curve { x in
                let place = x * Double(count - 1)
                let below = min(Int(place), count - 2)
                let rest = place - Double(below)
                return points[below] * (1 - rest) + points[below + 1] * rest
            }
        default: throw .damaged
        }
    }

    /// Types 0 to 4: a power, with a straight part below `d`.
    private static func function(_ reader: inout OctetReader) throws(ImageFailure) -> [Float] {
        try reader.skip(4)
        let type = try reader.big(2)
        try reader.skip(2)
        guard let count = [0: 1, 1: 3, 2: 4, 3: 5, 4: 7][type] else { throw .damaged }
        var numbers: [Double] = []
        for _ in 0..<count { numbers.append(try reader.fixed()) }
        let gamma = numbers[0]
        func number(_ index: Int) -> Double { index < numbers.count ? numbers[index] : 0 }
        let (a, b) = count > 1 ? (numbers[1], numbers[2]) : (1, 0)
        switch type {
        case 0: return curve { pow($0, gamma) }
        case 1, 2:
            guard a != 0 else { throw .damaged }
            let rest = number(3)
            return curve { $0 >= -b / a ? pow(a * $0 + b, gamma) + rest : rest }
        default:
            let (slope, limit) = (numbers[3], numbers[4])
            let (above, below) = (number(5), number(6))
            return curve { $0 >= limit ? pow(a * $0 + b, gamma) + above : slope * $0 + below }
        }
    }
}

extension OctetReader {
    /// A number with sixteen bits behind the point (s15Fixed16Number).
    mutating func fixed() throws(ImageFailure) -> Double {
        Double(Int32(truncatingIfNeeded: try big(4))) / 65_536
    }
}
