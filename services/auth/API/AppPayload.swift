import Basics
import ServiceKit

/// A mini-program without its secrets, as the back office is told it.
struct AppPayload: Payload {
    let app_id: Int64
    let appid: String
    let oper_id: Int64
    let name: String
    let is_enabled: Bool
    /// The merchant account; missing where nobody can pay in it.
    let mchid: String?
    /// Whether its centre's payments are made in it.
    let takes_payments: Bool

    init(_ line: AppLine) {
        app_id = line.app.id.rawValue
        appid = line.app.appid
        oper_id = line.app.oper
        name = line.app.name
        is_enabled = line.app.isEnabled
        mchid = line.app.mchid
        takes_payments = line.takesPayments
    }
}
