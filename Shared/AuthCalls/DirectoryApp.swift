public import Basics
import JSON

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

    /// Nil for what is none.
    init?(_ json: JSONValue) {
        guard let id = json["app_id"]?.integer, let appid = json["appid"]?.string,
            let oper = json["oper_id"]?.integer, let name = json["name"]?.string,
            let isEnabled = json["is_enabled"]?.bool,
            let takesPayments = json["takes_payments"]?.bool
        else { return nil }
        self.init(
            id: ID(id),
            appid: appid,
            oper: oper,
            name: name,
            isEnabled: isEnabled,
            mchid: json["mchid"]?.string,
            takesPayments: takesPayments
        )
    }
}
