import Basics
import Testing

@Suite struct MoneyTests {
    @Test(
        arguments: [
            ("0.01", 1, "0.01"), ("0", 0, "0.00"), ("12", 1200, "12.00"), ("12.5", 1250, "12.50"),
            ("12.05", 1205, "12.05"), ("-3.50", -350, "-3.50"), ("-0.01", -1, "-0.01"),
            ("9999999999999999.99", 999_999_999_999_999_999, "9999999999999999.99"),
        ] as [(String, Int64, String)]
    )
    func yuan(_ text: String, _ fen: Int64, _ written: String) {
        #expect(Money(yuan: text)?.fen == fen)
        #expect(Money(fen: fen).yuan == written)
    }

    @Test(arguments: [
        "", "-", ".", ".5", "5.", "1.234", "1,5", "+1", " 1", "1 ", "1e3", "01", "00.1", "1.2.3",
        "--1", "1.-2", "10000000000000000", "１", "NaN",
    ])
    func refuses(_ text: String) {
        #expect(Money(yuan: text) == nil)
    }

    @Test func bounds() {
        let most = Money(fen: .max)
        let least = Money(fen: .min)
        #expect(most.yuan == "92233720368547758.07")
        #expect(least.yuan == "-92233720368547758.08")
        #expect(most.adding(Money(fen: 1)) == nil)
        #expect(least.subtracting(Money(fen: 1)) == nil)
        #expect(most.times(2) == nil)
        #expect(least.times(-1) == nil)
        #expect(Money(fen: 5).times(3) == Money(fen: 15))
        #expect(Money(fen: 5).adding(Money(fen: -7)) == Money(fen: -2))
        #expect(Money(fen: 5).subtracting(Money(fen: 7)) == Money(fen: -2))
        #expect(least < .zero && .zero < most)
    }
}
