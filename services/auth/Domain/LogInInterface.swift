/// The interfaces that trade a code from `wx.login`. A code answered on one of them is answered
/// again there, and nowhere else.
package enum LogInInterface: String, Sendable, CaseIterable {
    /// `GET /api/login/`
    case points
    /// `POST /api/user/wxLogin`
    case merchants

    /// Whether the log-in registers the identity there. On merchants a user binds a mobile first.
    package var registers: Bool {
        switch self {
        case .points: true
        case .merchants: false
        }
    }
}
