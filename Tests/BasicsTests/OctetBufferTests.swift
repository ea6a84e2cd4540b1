import Basics
import Testing

@Suite struct OctetBufferTests {
    @Test func growsAndGivesAway() {
        var buffer = OctetBuffer()
        #expect(buffer.bytes.isEmpty)
        var expected: Bytes = []
        for number in 0..<1000 {
            buffer.append(UInt8(truncatingIfNeeded: number))
            buffer.append("金\(number)")
            buffer.append(Bytes("x".utf8))
            buffer.append(literal: "yz")
            expected.append(UInt8(truncatingIfNeeded: number))
            expected += Bytes("金\(number)xyz".utf8)
        }
        #expect(buffer.bytes == expected)
        #expect(buffer.count == expected.count)
        let taken = buffer.take()
        #expect(taken.bytes == expected)
        #expect(buffer.bytes.isEmpty)
        buffer.append(7)
        #expect(buffer.bytes == [7])
    }

    @Test(arguments: [0, 1, 9, 10, 99, 100, 12_345, .max, -1, -10, .min] as [Int64])
    func decimals(_ value: Int64) {
        var buffer = OctetBuffer(capacity: 1)
        buffer.append(literal: "n")
        buffer.append(decimal: value)
        #expect(buffer.bytes == Bytes("n\(value)".utf8))
    }

    @Test func decimalsOfAllLengths() {
        var value: Int64 = 1
        for _ in 0..<18 {
            for one in [value - 1, value, value + 1, -value] {
                var buffer = OctetBuffer()
                buffer.append(decimal: one)
                #expect(buffer.bytes == Bytes("\(one)".utf8))
            }
            value *= 10
        }
    }

    @Test func cutAndChanged() {
        var buffer = OctetBuffer()
        buffer.append("abcd")
        buffer.truncate(to: 2)
        buffer[0] = UInt8(ascii: "x")
        #expect(buffer[1] == UInt8(ascii: "b"))
        #expect(buffer.bytes == Bytes("xb".utf8))
    }
}
