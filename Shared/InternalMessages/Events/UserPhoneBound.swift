/// `user.phone_bound`: an account has a verified mobile.
public struct UserPhoneBound: EventPayload {
    public static let type = "user.phone_bound"

    public let uid: Int64
    public let iids: [Int64]

    /// Of this account, which these identities belong to.
    public init(uid: Int64, iids: [Int64]) {
        self.uid = uid
        self.iids = iids
    }
}
