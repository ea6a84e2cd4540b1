import CommerceDomain
import Testing

/// The state table of an order.
@Suite struct OrderStateTests {
    /// Everything that can happen to an order as a whole; what is not here cannot.
    private static let steps: [(OrderState, OrderState.Event, OrderState)] = [
        (.unpaid, .cancel, .cancelled), (.unpaid, .timeOut, .closed), (.unpaid, .pay, .paid),
    ]

    @Test func steps() {
        for state in OrderState.allCases {
            for event in OrderState.Event.allCases {
                let expected = Self.steps.first { $0.0 == state && $0.1 == event }?.2
                #expect(state.after(event) == expected, "\(state) \(event)")
            }
        }
    }

    @Test func numbersAreTheContracts() {
        #expect(OrderState.allCases.map(\.rawValue) == [1, 2, 3, 4, 6, 7])
        #expect(OrderState.allCases.filter(\.isPaid) == [.paid, .refunded, .done])
        #expect(VoucherState.allCases.map(\.number) == [1, 2, 3, 3])
        #expect(OrderRefund.State.allCases.map(\.rawValue) == [1, 2, 3])
    }

    /// Where its pieces leave an order, for every way to share up to six of them.
    @Test func piecesDecide() {
        for count in 1...6 as ClosedRange<Int64> {
            for redeemed in 0...count {
                for locked in 0...(count - redeemed) {
                    for refunded in 0...(count - redeemed - locked) {
                        let pieces = OrderPieces(
                            count: count,
                            redeemed: redeemed,
                            locked: locked,
                            refunded: refunded
                        )
                        let isOver = redeemed + refunded == count
                        let expected: OrderState =
                            !isOver ? .paid : redeemed == 0 ? .refunded : .done
                        #expect(pieces.state == expected, "\(pieces)")
                        #expect(pieces.open == count - redeemed - locked - refunded)
                    }
                }
            }
        }
    }
}
