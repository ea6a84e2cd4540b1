public import Basics
import InternalMessages

/// A mini-program, as auth knows it.
public struct DirectoryApp: Sendable, Equatable {
    /// Our own number of it.
    public let id: ID<App>
    /// WeChat's name for it.
    public let appid: String
    /// The operating centre that it belongs to.
    public let oper: Int64
    /// What it is called.
    public let name: String
    /// Whether it is in service.
    public let isEnabled: Bool
    /// The merchant account that its payments go to; nil where nobody can pay in it.
    public let mchid: String?
    /// Whether what its centre sells is paid in it: where the bridge leads.
    public let takesPayments: Bool

    /// A mini-program of its parts.
    public init(
        id: ID<App>,
        appid: String,
        oper: Int64,
        name: String,
        isEnabled: Bool = true,
        mchid: String? = nil,
        takesPayments: Bool = false
    ) {
        self.id = id
        self.appid = appid
        self.oper = oper
        self.name = name
        self.isEnabled = isEnabled
        self.mchid = mchid
        self.takesPayments = takesPayments
    }

    init(_ line: ListAppsCall.AppLine) {
        self.init(
            id: ID(line.app_id),
            appid: line.appid,
            oper: line.oper_id,
            name: line.name,
            isEnabled: line.is_enabled,
            mchid: line.mchid,
            takesPayments: line.takes_payments
        )
    }
}
