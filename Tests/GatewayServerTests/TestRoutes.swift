import Contracts
import HTTP

/// The book, and some addresses of contracts whose services are still to come.
enum TestRoutes {
    private static let treasure = RouteGroup(
        "/api/treasure",
        TreasureContract.self,
        at: .treasure
    )
    private static let merchants = RouteGroup(
        "/api/user",
        MerchantsContract.self,
        at: .commerce,
        tokenParameters: ["token"]
    )

    static let all =
        RouteBook.all + [
            treasure.route(.get, to: "proof", "", access: .everybody),
            merchants.route(.get, to: "orders", ""),
            merchants.route(.post, to: "order/buy", ""),
            PayCallbackRoutes.commerce,
        ]
}
