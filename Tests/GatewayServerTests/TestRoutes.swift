import Contracts
import HTTP

/// The book, and some addresses of contracts whose services are still to come.
enum TestRoutes {
    private static let merchants = RouteGroup(
        "/api/user",
        MerchantsContract.self,
        at: .commerce,
        tokenParameters: ["token"]
    )

    static let all =
        RouteBook.all + [
            merchants.route(.get, to: "orders", ""),
            merchants.route(.post, to: "order/buy", ""),
            PayCallbackRoutes.commerce,
        ]
}
