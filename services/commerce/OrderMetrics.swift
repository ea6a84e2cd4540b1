import ServiceKit

/// What this process counts about orders.
struct OrderMetrics: Sendable {
    let placed: Counter
    let redeemed: Counter
    let wrongCodes: Counter
    let bridged: Counter

    init(_ metrics: Metrics) {
        placed = metrics.counter("kumquat_commerce_orders_total", "Orders placed.")
        redeemed = metrics.counter("kumquat_commerce_vouchers_total", "Vouchers redeemed.")
        wrongCodes = metrics.counter(
            "kumquat_commerce_wrong_vouchers_total",
            "Numbers typed by operators that are no voucher of theirs."
        )
        bridged = metrics.counter(
            "kumquat_commerce_bridge_codes_total",
            "Codes that the bridge has shown."
        )
    }
}
