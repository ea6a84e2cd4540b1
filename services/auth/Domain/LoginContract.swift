/// The endpoints that trade a code from `wx.login`, one a contract. A code answered on one of them
/// is answered again there, and nowhere else; whoever is registered is so with one of them.
package enum LoginContract: String, Sendable, CaseIterable {
    /// `GET /api/login/`
    case points
    /// `GET /miniprog/wx_auth/get_openid_by_code`
    case wxAuth = "wx_auth"
    /// `GET /api/treasure/userLogin`
    case treasure
    /// `POST /api/user/wxLogin`
    case merchants
    /// `POST /api/smallapp/login`
    case smallApp = "smallapp"

    /// Whether trading the code alone registers the identity there. On treasure the profile comes
    /// with it; on wx_auth and smallapp a second call registers; on merchants a user binds a mobile.
    package var registers: Bool {
        switch self {
        case .points: true
        case .wxAuth, .treasure, .merchants, .smallApp: false
        }
    }
}
