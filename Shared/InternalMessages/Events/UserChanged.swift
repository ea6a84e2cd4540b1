/// `user.changed`: everything that is now known of an account, and all its WeChat identities.
public struct UserChanged: EventPayload {
    public static let type = "user.changed"

    public let uid: Int64
    public let iids: [Int64]
    public let nickname: String
    public let avatar: String
    public let gender: Int64
    public let country: String
    public let province: String
    public let city: String
    public let language: String
    public let is_phone: Bool
    public let is_email: Bool
    public let is_real_name: Bool
    public let is_face: Bool
    public let is_mp: Bool

    /// An account of its parts.
    public init(
        uid: Int64,
        iids: [Int64],
        nickname: String,
        avatar: String,
        gender: Int64,
        country: String,
        province: String,
        city: String,
        language: String,
        is_phone: Bool,
        is_email: Bool,
        is_real_name: Bool,
        is_face: Bool,
        is_mp: Bool
    ) {
        self.uid = uid
        self.iids = iids
        self.nickname = nickname
        self.avatar = avatar
        self.gender = gender
        self.country = country
        self.province = province
        self.city = city
        self.language = language
        self.is_phone = is_phone
        self.is_email = is_email
        self.is_real_name = is_real_name
        self.is_face = is_face
        self.is_mp = is_mp
    }
}
