/// `user.merged`: two accounts were one person's; what belonged to the one belongs to the other.
public struct UserMerged: EventPayload {
    public static let type = "user.merged"

    public let from: Int64
    public let into: Int64
    /// The WeChat identities that have moved.
    public let iids: [Int64]

    /// Of one account into another.
    public init(from: Int64, into: Int64, iids: [Int64]) {
        self.from = from
        self.into = into
        self.iids = iids
    }
}
