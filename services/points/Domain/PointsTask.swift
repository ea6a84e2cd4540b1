/// What points are earned or spent with; the raw value is what the ledger and the rules call it.
package enum PointsTask: String, Sendable, CaseIterable {
    /// The daily sign-in.
    case signIn = "sign_in"
    /// Days signed in on in a row.
    case streak
    /// A friend came by one's code.
    case invite
    /// One came by a friend's code.
    case invitee
    /// WeChat's step counts were made available.
    case wxRun = "wx_run"
    /// A phone number was certified.
    case wxPhone = "wx_phone"
    /// Pictures of the fundus were approved.
    case eye
    /// Changed by the back office.
    case adjust
    /// Spent.
    case redeem
    /// Lost when the account was closed.
    case close

    /// What the rules give a number of points for.
    package static let earned: [PointsTask] = [.signIn, .invite, .invitee, .wxRun, .wxPhone, .eye]

    /// What the rules may put a daily cap on.
    package static let capped: [PointsTask] = [
        .signIn, .streak, .invite, .invitee, .wxRun, .wxPhone, .eye,
    ]
}
