/// `user.deleted`: nothing personal of an account may stay.
public struct UserDeleted: EventPayload {
    public static let type = "user.deleted"

    /// 0 where an identity had no account.
    public let uid: Int64
    public let iids: [Int64]

    /// Of this account, which these identities belonged to.
    public init(uid: Int64, iids: [Int64]) {
        self.uid = uid
        self.iids = iids
    }
}
