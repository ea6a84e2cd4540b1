import HTTP

/// The addresses of `merchants.md` about orders, in its order, and the bridge.
public enum MerchantsOrderRoutes {
    private static let group = MerchantsRoutes.group

    public static let list = group.route(
        .get,
        to: "orders",
        "The caller's orders, the newest first: all, or those in one state."
    )
    public static let detail = group.route(.get, to: "order/detail", "One of the caller's orders.")
    public static let buy = group.route(
        .post,
        to: "order/buy",
        "Places an order; answers how it is paid, here or in the centre's own mini-program."
    )
    public static let pay = group.route(
        .post,
        to: "order/pay",
        "How an order is paid that was placed before, or that a scene allows to pay."
    )
    public static let cancel = group.route(
        .post,
        to: "order/cancel",
        "Cancels an order that is not paid."
    )
    public static let refund = group.route(
        .post,
        to: "order/refund",
        "Gives a paid order back as a whole, when nothing of it was redeemed."
    )
    /// For a browser.
    public static let bridge = BridgeRoutes.group.route(
        .get,
        to: "pay",
        "The page with the code of the mini-program in which an order is paid."
    )

    static let all = [list, detail, buy, pay, cancel, refund, bridge]
}
