import Admin
import Basics
import CommerceDomain
import Contracts
import HTTP
import Payments
import ServiceKit

/// What the back office does about orders, vouchers, refunds and bills.
enum OrderOfficeAPI {
    static let endpoints: [any Endpoint<CommerceService>.Type] = [
        ListOrders.self, ExportOrders.self, ReadOrder.self, NoteOrder.self, RefundOrder.self,
        ReadUser.self, ListVouchers.self, ExportVouchers.self, LookAtVoucher.self,
        RedeemVoucher.self, UndoVoucher.self, ListRefunds.self, ExportRefunds.self,
        ListStuckRefunds.self, StepRefund.self, ListDifferences.self, ExportDifferences.self,
        ExplainDifference.self, Reconcile.self, ReadFigures.self, ListApprovals.self,
        ApproveChange.self, RefuseChange.self,
    ]

    static let number = Field.text(
        "order_no",
        "The order's number.",
        example: "020180415222010166615"
    ).inPath
    static let merchant = Field.id("merchant_id", "Of this merchant alone.")

    static let orderUnknown = Code(404, "There is no such order.", name: "order_unknown")

    static func code(for refusal: OrderDesk.OfficeRefusal) -> Code { orderUnknown }

    static func code(for refusal: PaymentOfficeRefusal) -> Code {
        switch refusal {
        case .unknown: Code(404, "There is none of that number.", name: "unknown")
        case .stateForbids: Code(409, "Its state forbids it.", name: "state_forbids")
        }
    }

    static func code(for refusal: OrderRefundRefusal) -> Code {
        switch refusal {
        case .accountMissing, .unknown: orderUnknown
        case .notPaid: Code(409, "It is not paid.", name: "order_not_paid")
        case .redeemed: Code(409, "All that is left is redeemed.", name: "order_redeemed")
        case .nothingLeft: Code(409, "There is nothing left of it.", name: "nothing_left")
        case .piecesUnknown: Code(409, "There are not so many pieces left.", name: "too_few_pieces")
        case .moneyMissing: Code(409, "The money is not there.", name: "money_missing")
        }
    }

    static func code(for refusal: OrderDesk.ApprovalRefusal) -> Code {
        switch refusal {
        case .approval(let refusal): ApprovalWire.code(for: refusal)
        case .refund(let refusal): code(for: refusal)
        }
    }
}

protocol OrderOfficeEndpoint: Endpoint
where Service == CommerceService, Wire == InternalContract, Principal == Operator {}

extension Operator {
    /// Whose orders and vouchers they deal with. Staff of merchants see those of theirs alone, also
    /// where they have other duties.
    var scope: MerchantScope {
        let isStaffAlone = duties.isSubset(of: [.manager, .clerk])
        return merchants.isEmpty && !isStaffAlone ? .all : .only(merchants)
    }
}
