import AuthDomain
import WeChat

extension ProfileChange {
    /// What WeChat says of a user; what it leaves out or does not know changes nothing.
    init(_ info: UserInfo) {
        self.init()
        nickname = Self.said(info.nickname)
        avatar = Self.said(info.avatar)
        gender = info.gender == 0 ? nil : Gender(rawValue: info.gender)
        country = Self.said(info.country)
        province = Self.said(info.province)
        city = Self.said(info.city)
        language = Self.said(info.language)
    }

    private static func said(_ text: String) -> String? { text.isEmpty ? nil : text }
}
