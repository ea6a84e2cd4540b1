import Basics
import Testing

@testable import Payments

/// The state machines, whole: every event in every state.
@Suite struct StateTests {
    private static let payments: [PaymentState: [PaymentState.Event: PaymentState]] = [
        .open: [
            .closeWanted: .closing, .closed: .closed, .moneyTaken: .paid, .moneyUnwanted: .returned,
        ],
        .closing: [
            .closeWanted: .closing, .closed: .closed, .moneyTaken: .paid, .moneyUnwanted: .returned,
        ],
        .closed: [.closed: .closed, .moneyUnwanted: .returned],
        .paid: [.moneyUnwanted: .returned],
        .returned: [:],
    ]

    @Test(arguments: PaymentState.allCases) func payment(_ state: PaymentState) {
        for event in PaymentState.Event.allCases {
            #expect(state.after(event) == Self.payments[state]?[event], "\(state) \(event)")
        }
    }

    private static let refunds: [RefundState: [RefundState.Event: RefundState]] = [
        .waiting: told.merging([.hold: .held, .cancel: .cancelled, .ask: .asking]) { $1 },
        .held: told.merging([.release: .waiting, .cancel: .cancelled]) { $1 },
        .asking: told.merging([.cancel: .cancelled, .ask: .asking]) { $1 },
        .processing: told,
        .abnormal: told,
        .done: [.doneThere: .done],
        .closed: [.closedThere: .closed],
        .cancelled: [:],
    ]

    /// What WeChat Pay says of what is not over.
    private static let told: [RefundState.Event: RefundState] = [
        .processingThere: .processing, .doneThere: .done, .abnormalThere: .abnormal,
        .closedThere: .closed,
    ]

    @Test(arguments: RefundState.allCases) func refund(_ state: RefundState) {
        for event in RefundState.Event.allCases {
            #expect(state.after(event) == Self.refunds[state]?[event], "\(state) \(event)")
        }
    }

    /// In the order in which a transfer gets on; the last three are ends.
    private static let stages: [(TransferState, TransferState.Event)] = [
        (.processing, .processingThere), (.confirming, .confirmingThere),
        (.transferring, .transferringThere), (.cancelling, .cancellingThere),
    ]
    private static let ends: [(TransferState, TransferState.Event)] = [
        (.paid, .paidThere), (.failed, .failedThere), (.cancelled, .cancelledThere),
    ]

    @Test func aTransferOnlyGetsOn() {
        for (place, (state, _)) in Self.stages.enumerated() {
            for (other, (told, event)) in Self.stages.enumerated() {
                let next: TransferState =
                    state == .cancelling ? .cancelling : other > place ? told : state
                #expect(state.after(event) == next, "\(state) \(event)")
            }
        }
        for state in [TransferState.waiting, .held, .asking] + Self.stages.map(\.0) {
            for (end, event) in Self.ends { #expect(state.after(event) == end) }
        }
        for state in [TransferState.waiting, .held, .asking] {
            for (told, event) in Self.stages { #expect(state.after(event) == told) }
        }
    }

    @Test func anEndIsAnEnd() {
        for (state, own) in Self.ends {
            for (_, event) in Self.stages { #expect(state.after(event) == state) }
            for (_, event) in Self.ends {
                #expect(state.after(event) == (event == own ? state : nil))
            }
            for event in [TransferState.Event.hold, .release, .cancel, .ask, .unknownThere] {
                #expect(state.after(event) == nil, "\(state) \(event)")
            }
        }
    }

    /// What a person, or our own steps, can do.
    @Test(
        arguments: [
            (TransferState.waiting, TransferState.Event.hold, TransferState.held),
            (.held, .release, .waiting), (.waiting, .cancel, .cancelled),
            (.held, .cancel, .cancelled),
            (.waiting, .ask, .asking), (.asking, .ask, .asking), (.asking, .cancel, .cancelling),
            (.processing, .cancel, .cancelling), (.confirming, .cancel, .cancelling),
            (.cancelling, .cancel, .cancelling), (.cancelling, .unknownThere, .cancelled),
        ] as [(TransferState, TransferState.Event, TransferState)]
    )
    func aStepOfOurs(_ state: TransferState, _ event: TransferState.Event, _ next: TransferState) {
        #expect(state.after(event) == next)
    }

    @Test(
        arguments: [
            (TransferState.held, TransferState.Event.ask), (.processing, .ask), (.confirming, .ask),
            (.transferring, .cancel), (.asking, .hold), (.confirming, .hold),
            (.asking, .unknownThere),
            (.processing, .unknownThere), (.waiting, .release),
        ] as [(TransferState, TransferState.Event)]
    )
    func whatCannotBe(_ state: TransferState, _ event: TransferState.Event) {
        #expect(state.after(event) == nil)
    }

    // MARK: Numbers

    @Test func numbersAreOfOneRowAndAttempt() {
        let id = ID<RefundRecord>(9_007_199_254_740_991)
        let number = PaymentTag.commerce.number(.refund, id, attempt: 12)
        #expect(number == "CR9007199254740991N12")
        #expect(number.utf8.count <= 32)
        let isPlain = number.utf8.allSatisfy { octet in
            (0x30...0x39).contains(octet) || (0x41...0x5A).contains(octet)
        }
        #expect(isPlain, "WeChat Pay takes letters and digits alone for transfers")
        #expect(PaymentTag.commerce.kind(of: number) == .refund)
        #expect(PaymentTag.treasure.kind(of: number) == nil)
    }

    @Test(arguments: [
        "", "C", "CP", "CP5", "CP5N", "CPN1", "CX5N1", "TP5N1", "CP5N1x", "CP5xN1", "CP5N1N1",
        "cP5N1", "0123456789", "CP-5N1",
    ])
    func foreignNumbers(_ number: String) {
        #expect(PaymentTag.commerce.kind(of: number) == nil)
    }

    // MARK: Asking

    /// Until a payment is half an hour old, a lost callback is noticed within a minute; afterwards
    /// the queries thin out.
    @Test func queriesThinOut() {
        let start = UnixTime(seconds: 1_000_000)
        var (now, gaps): (UnixTime, [Int64]) = (start, [])
        while now < start.adding(seconds: 86_400) {
            let next = QuerySchedule.payment.next(after: now, began: start)
            gaps.append(next.seconds - now.seconds)
            if now.seconds - start.seconds < 1800 { #expect(next.seconds - now.seconds <= 60) }
            now = next
        }
        #expect(gaps.first == 5)
        #expect(gaps == gaps.sorted())
        #expect(gaps.count < 150, "\(gaps.count) queries a day")
    }
}
