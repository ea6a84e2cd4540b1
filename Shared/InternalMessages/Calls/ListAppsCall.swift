public import Contracts
public import ServiceKit

/// `GET /internal/apps`: all mini-programs, where their payments go, and which of a centre's takes what
/// it sells.
public enum ListAppsCall: InternalCall {
    public typealias Request = NoInput

    public static let route = InternalRoutes.listApps

    /// All of them.
    public struct Answer: Payload, Sendable {
        public let apps: [AppLine]

        /// These.
        public init(_ apps: [AppLine]) {
            self.apps = apps
        }
    }

    /// A mini-program without its secrets.
    public struct AppLine: Codable, Sendable {
        public let app_id: Int64
        public let appid: String
        public let oper_id: Int64
        public let name: String
        public let is_enabled: Bool
        /// The merchant account; missing where nobody can pay in it.
        public let mchid: String?
        /// Whether its centre's payments are made in it.
        public let takes_payments: Bool

        /// A line of its parts.
        public init(
            app_id: Int64,
            appid: String,
            oper_id: Int64,
            name: String,
            is_enabled: Bool,
            mchid: String?,
            takes_payments: Bool
        ) {
            self.app_id = app_id
            self.appid = appid
            self.oper_id = oper_id
            self.name = name
            self.is_enabled = is_enabled
            self.mchid = mchid
            self.takes_payments = takes_payments
        }
    }
}
