import Admin
import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

/// What the endpoints about vouchers read and answer.
enum VoucherWire {
    static let code = Field.text(
        "verify_code",
        "The voucher's number; blanks between its digits do no harm.",
        maximum: 40,
        example: "123456789012"
    )

    /// A voucher as whoever stands at the counter sees it.
    struct Output: Payload {
        let verify_code: String
        /// `open`, `redeemed`, `locked`, `refunded`.
        let state: String
        let order_no: String
        let merchant_id: Int64
        let merchant_name: String
        let goods_id: Int64
        let goods_name: String
        let goods_thumb_url: String
        /// Of one piece, in fen.
        let price: Int64
        let user_name: String
        /// The last four digits of the buyer's mobile.
        let mobile_tail: String
        let valid_from: String
        let valid_until: String
        /// Pieces of the order: all, and those that can be redeemed.
        let pieces: Int64
        let left: Int64
        let can_redeem: Bool
        /// Why it cannot be redeemed now; not there where it can.
        let obstacle: String?
        /// When it was redeemed, and until when that can be taken back.
        let redeemed_at: String?
        let undo_until: String?

        init(_ counter: OrderDesk.Counter) {
            let (voucher, order) = (counter.voucher, counter.order)
            verify_code = voucher.code.text
            state = voucher.state.rawValue
            order_no = order.number.text
            merchant_id = order.merchant.rawValue
            merchant_name = order.merchantName
            goods_id = order.bought.goods.rawValue
            goods_name = order.bought.name
            goods_thumb_url = order.bought.thumbnail
            price = order.bought.price.fen
            user_name = order.userName
            mobile_tail = order.mobileTail
            valid_from = order.bought.validity.first.text
            valid_until = order.bought.validity.last.text
            pieces = order.pieces.count
            left = order.pieces.open
            can_redeem = counter.obstacle == nil
            obstacle = counter.obstacle.map { VoucherWire.code(for: $0).name }
            redeemed_at = voucher.redeemedAt.map(adminTime)
            undo_until = voucher.undoUntil.map(adminTime)
        }
    }

    /// Whose vouchers an operator deals with, and who they are.
    static func staff(_ caller: Caller<Operator>, reason: String = "") -> OrderDesk.Staff {
        OrderDesk.Staff(
            action: AdminAction(caller, reason: reason),
            scope: caller.administrator.scope
        )
    }

    static let found: [VoucherRefusal] = [
        .codeMalformed, .unknown, .tooManyWrong(seconds: 600),
    ]
    static let obstacles: [VoucherRefusal] = [
        .redeemed(at: UnixTime(seconds: 0)), .refunded,
        .notYetValid(from: Day(number: 0)), .over(since: Day(number: 0)),
    ]

    static func failure(for refusal: VoucherRefusal) -> TransportFailure? {
        if case .tooManyWrong = refusal { .tooManyRequests } else { nil }
    }

    static func retryAfterSeconds(for refusal: VoucherRefusal) -> Int? {
        if case .tooManyWrong(let seconds) = refusal { Int(seconds) } else { nil }
    }

    static func code(for refusal: VoucherRefusal) -> Code {
        switch refusal {
        case .codeMalformed:
            Code(422, "That is no voucher's number: typed wrongly?", name: "code_malformed")
        case .unknown: Code(404, "There is no such voucher.", name: "voucher_unknown")
        case .redeemed(let time):
            Code(409, "It was redeemed at \(adminTime(time)).", name: "voucher_redeemed")
        case .refunded: Code(409, "Its money has gone back.", name: "voucher_refunded")
        case .notYetValid(let day):
            Code(409, "It is good from \(day.text) on.", name: "voucher_not_yet_valid")
        case .over(let day): Code(409, "It was good until \(day.text).", name: "voucher_over")
        case .undoOver:
            Code(
                409,
                "It is not redeemed, or was more than five minutes ago.",
                name: "undo_over"
            )
        case .tooManyWrong:
            Code(429, "Too many wrong numbers: wait a while.", name: "too_many_wrong_codes")
        }
    }
}
