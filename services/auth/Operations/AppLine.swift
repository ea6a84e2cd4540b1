import Basics

/// A mini-program beside the others of its centre.
struct AppLine: Sendable, Equatable {
    let app: KnownApp
    /// Whether what its centre sells is paid in it: where users of another centre's app are sent to
    /// pay.
    let takesPayments: Bool

    /// The same apps, in the same order. Of a centre's apps that are in service and have a merchant
    /// account, the one that the back office has marked takes the payments, or else the one of the
    /// lowest number.
    static func all(_ apps: [KnownApp]) -> [AppLine] {
        var payers: [Int64: KnownApp] = [:]
        for app in apps where app.isEnabled && app.mchid != nil {
            guard let known = payers[app.oper] else {
                payers[app.oper] = app
                continue
            }
            if (app.isPayer ? 0 : 1, app.id.rawValue) < (known.isPayer ? 0 : 1, known.id.rawValue) {
                payers[app.oper] = app
            }
        }
        return apps.map { AppLine(app: $0, takesPayments: payers[$0.oper]?.id == $0.id) }
    }
}
