import Basics
import CommerceDomain
import Testing

@Suite struct VoucherCodeTests {
    /// Any chance will do: what holds, holds for all codes.
    private let random = RandomSource { count in
        (0..<count).map { _ in UInt8.random(in: .min ... .max) }
    }

    /// Every single wrong digit, and every two neighbours that were swapped, are found.
    @Test func mistypingIsFound() {
        for _ in 0..<200 {
            let code = VoucherCode(by: random)
            let digits = Array(code.text.utf8)
            #expect(digits.count == 12 && VoucherCode(code.text) == code)
            for place in digits.indices {
                for digit in UInt8(ascii: "0")...UInt8(ascii: "9") where digit != digits[place] {
                    var wrong = digits
                    wrong[place] = digit
                    #expect(VoucherCode(String(decoding: wrong, as: UTF8.self)) == nil)
                }
            }
            for place in digits.indices.dropLast() where digits[place] != digits[place + 1] {
                var wrong = digits
                wrong.swapAt(place, place + 1)
                #expect(VoucherCode(String(decoding: wrong, as: UTF8.self)) == nil)
            }
        }
    }

    @Test func asPeopleType() throws {
        let code = VoucherCode(by: random)
        let text = code.text
        for typed in [
            "\(text.prefix(4)) \(text.dropFirst(4).prefix(4)) \(text.suffix(4))", " \(text) ",
            "\(text.prefix(6))-\(text.suffix(6))",
        ] {
            #expect(VoucherCode(typed) == code, "\(typed)")
        }
        for typed in ["", "12", String(text.dropLast()), text + "0", "x" + text.dropFirst()] {
            #expect(VoucherCode(typed) == nil, "\(typed)")
        }
    }

    /// A known number of Damm's: 572 has the check digit 4.
    @Test func published() {
        #expect(VoucherCode("000000005724") != nil)
        #expect(VoucherCode("000000005720") == nil)
    }
}
