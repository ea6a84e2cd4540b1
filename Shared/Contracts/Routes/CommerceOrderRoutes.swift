import HTTP

/// The back office of orders, vouchers, refunds and reconciliation.
public enum CommerceOrderRoutes {
    private static let group = AdminRouteGroup(.commerce)

    public static let listOrders = group.route(
        .get,
        to: "orders",
        for: .owner,
        .support,
        .finance,
        .viewer,
        .manager,
        summary: "Orders, the newest first: all, in a state, of a merchant or of a user."
    )
    public static let exportOrders = group.route(
        .get,
        to: "orders.csv",
        for: .owner,
        .finance,
        summary: "All orders, as a table for spreadsheets."
    )
    public static let readOrder = group.route(
        .get,
        to: "orders/{order_no}",
        for: .owner,
        .support,
        .finance,
        .viewer,
        .manager,
        summary: "An order with its vouchers, payments, refunds and timeline."
    )
    public static let noteOrder = group.route(
        .post,
        to: "orders/{order_no}/notes",
        for: .owner,
        .support,
        .finance,
        .manager,
        summary: "Adds a note to an order's timeline."
    )
    public static let refundOrder = group.route(
        .post,
        to: "orders/{order_no}/refund",
        for: .owner,
        .support,
        .finance,
        summary:
            "Gives an order back, all that is left or some pieces; above a limit it is asked for."
    )
    public static let readUser = group.route(
        .get,
        to: "users/{uid}",
        for: .owner,
        .support,
        .finance,
        summary: "Everything of one user: orders and sums."
    )
    public static let listVouchers = group.route(
        .get,
        to: "vouchers",
        for: .owner,
        .support,
        .finance,
        .manager,
        .clerk,
        summary: "Vouchers that the caller has redeemed, the newest first."
    )
    public static let exportVouchers = group.route(
        .get,
        to: "vouchers.csv",
        for: .owner,
        .finance,
        summary: "All vouchers, as a table for spreadsheets."
    )
    public static let lookAtVoucher = group.route(
        .get,
        to: "vouchers/{verify_code}",
        for: .owner,
        .support,
        .finance,
        .manager,
        .clerk,
        summary: "What a voucher is for, whose, and whether it can be redeemed now."
    )
    public static let redeemVoucher = group.route(
        .post,
        to: "vouchers/redeem",
        for: .owner,
        .support,
        .manager,
        .clerk,
        summary: "Redeems a voucher, once."
    )
    public static let undoVoucher = group.route(
        .post,
        to: "vouchers/undo",
        for: .owner,
        .support,
        .manager,
        .clerk,
        summary: "Takes a redemption of the last five minutes back, for a reason."
    )
    public static let listRefunds = group.route(
        .get,
        to: "refunds",
        for: .owner,
        .support,
        .finance,
        .viewer,
        summary: "Refunds of orders, the newest first; in one state or all."
    )
    public static let exportRefunds = group.route(
        .get,
        to: "refunds.csv",
        for: .owner,
        .finance,
        summary: "All refunds of orders, as a table for spreadsheets."
    )
    public static let listStuckRefunds = group.route(
        .get,
        to: "refunds/stuck",
        for: .owner,
        .finance,
        .operator,
        summary: "Refunds that do not get on by themselves, the oldest first, and why."
    )
    public static let stepRefund = group.route(
        .post,
        to: "refunds/{number}/{step}",
        for: .owner,
        .finance,
        summary: "Has a stuck refund tried now, held, let go on, or taken back."
    )
    public static let listDifferences = group.route(
        .get,
        to: "differences",
        for: .owner,
        .finance,
        summary: "What differs between WeChat Pay's bills and our rows."
    )
    public static let exportDifferences = group.route(
        .get,
        to: "differences.csv",
        for: .owner,
        .finance,
        summary: "All differences, as a table for spreadsheets."
    )
    public static let explainDifference = group.route(
        .post,
        to: "differences/{id}/explain",
        for: .owner,
        .finance,
        summary: "Notes what a difference was."
    )
    public static let reconcile = group.route(
        .post,
        to: "reconcile",
        for: .owner,
        .finance,
        summary: "Compares a past day's bills of an account once more."
    )
    public static let readFigures = group.route(
        .get,
        to: "figures",
        for: .owner,
        .finance,
        .viewer,
        .manager,
        summary: "Orders, money in and back, and vouchers redeemed, by day or by merchant."
    )
    public static let listApprovals = group.route(
        .get,
        to: "approvals",
        for: .owner,
        .finance,
        .support,
        summary: "Changes that wait for a second operator, or did, the oldest first."
    )
    public static let approveChange = group.route(
        .post,
        to: "approvals/{id}/approve",
        for: .owner,
        .finance,
        summary: "Approves what another operator has asked for, and does it."
    )
    public static let refuseChange = group.route(
        .post,
        to: "approvals/{id}/refuse",
        for: .owner,
        .finance,
        summary: "Refuses what another operator has asked for."
    )

    static let all = [
        listOrders, exportOrders, readOrder, noteOrder, refundOrder, readUser, listVouchers,
        exportVouchers, lookAtVoucher, redeemVoucher, undoVoucher, listRefunds, exportRefunds,
        listStuckRefunds, stepRefund, listDifferences, exportDifferences, explainDifference,
        reconcile, readFigures, listApprovals, approveChange, refuseChange,
    ]
}
