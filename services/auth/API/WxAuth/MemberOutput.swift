import AuthDomain
import Basics
import ServiceKit

extension WxAuthAPI {
    /// What `register` and `login` answer.
    struct MemberOutput: Payload {
        let account: AccountFields
        let token: String
        let expires_in: Int64

        init(_ member: Member) {
            account = AccountFields(member)
            token = member.token
            expires_in = member.expiresInSeconds
        }
    }

    /// The account, as its owner sees it. An empty text is one that is not known.
    struct AccountFields: Codable {
        let id: Int64
        let openid: String
        let unionid: String
        let phone: String
        let phone_verified: Bool
        let nickname: String
        let avatar: String
        let gender: Int64
        let birthday: String
        let country: String
        let province: String
        let city: String
        let language: String
        let created_at: String

        init(_ member: Member) {
            let user = member.account.user
            id = user.uid.rawValue
            openid = member.identity.openid.text
            unionid = member.identity.unionid.text
            phone = member.account.mobile?.text ?? ""
            phone_verified = user.hasVerifiedMobile
            nickname = user.profile.nickname
            avatar = user.profile.avatar
            gender = user.profile.gender.rawValue
            birthday = user.profile.birthday?.text ?? ""
            country = user.profile.country
            province = user.profile.province
            city = user.profile.city
            language = user.profile.language
            created_at = CivilZone.china.text(at: user.created)
        }
    }
}
