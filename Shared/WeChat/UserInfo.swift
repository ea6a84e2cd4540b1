public import Basics
import JSON

/// A user's profile. Since 2022 WeChat gives most apps an anonymous one.
public struct UserInfo: Sendable, Equatable {
    /// Whose it is, where WeChat says so; to be compared with the caller's.
    public let openid: ExternalID?
    /// The same within the open platform account.
    public let unionid: ExternalID?
    public let nickname: String
    /// 0 unknown, 1 male, 2 female.
    public let gender: Int64
    public let language: String
    public let city: String
    public let province: String
    public let country: String
    /// URL of the picture.
    public let avatar: String

    /// Whether WeChat gave the name and picture that all users share: they tell nothing.
    public var isAnonymous: Bool { nickname.utf8.elementsEqual("微信用户".utf8) }
}

extension OpenData {
    /// The data as a profile; `wrongKind` if it is none.
    public func userInfo() throws(OpenDataFailure) -> UserInfo {
        guard let nickname = json["nickName"]?.string else { throw .wrongKind }
        let gender = json["gender"]?.looseInteger ?? 0
        return UserInfo(
            openid: json["openId"]?.string.map { ExternalID($0) },
            unionid: json["unionId"]?.string.map { ExternalID($0) },
            nickname: nickname,
            gender: (0...2).contains(gender) ? gender : 0,
            language: json["language"]?.string ?? "",
            city: json["city"]?.string ?? "",
            province: json["province"]?.string ?? "",
            country: json["country"]?.string ?? "",
            avatar: json["avatarUrl"]?.string ?? ""
        )
    }
}
