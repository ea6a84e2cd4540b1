import Basics
import CommerceDomain
import Testing

@Suite struct OrderNumberTests {
    /// Counts up, so that two draws differ.
    private func random(_ seed: UInt8) -> RandomSource {
        RandomSource { count in (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) &+ seed } }
    }

    @Test func form() throws {
        let day = try #require(Day("2018-04-15"))
        let number = OrderNumber(on: day, by: random(1))
        #expect(number.text.utf8.count == 21 && number.text.hasPrefix("020180415"))
        #expect(OrderNumber(number.text) == number)
        #expect(number != OrderNumber(on: day, by: random(2)))
        // The example of the contract is one.
        #expect(OrderNumber("020180415222010166615") != nil)
    }

    @Test(arguments: [
        "", "02018041522201016661", "0201804152220101666155", "02018041522201016661x",
        "０20180415222010166615", "-20180415222010166615",
    ])
    func noNumber(_ text: String) {
        #expect(OrderNumber(text) == nil)
    }

    /// A small number of chance keeps its zeros.
    @Test func zerosStay() throws {
        let day = try #require(Day("2026-01-02"))
        let number = OrderNumber(on: day, by: RandomSource { Bytes(repeating: 0, count: $0) })
        #expect(number.text == "020260102000000000000")
    }

    @Test func refs() {
        #expect(Order.id(ofPayment: Order.paymentRef(ID(5))) == ID(5))
        #expect(OrderRefund.id(of: OrderRefund.ref(ID(7))) == ID(7))
        for ref in ["", "order", "order:", "order:x", "order:5:6", "task:5", "refund:5"] {
            #expect(Order.id(ofPayment: ref) == nil, "\(ref)")
        }
    }
}
