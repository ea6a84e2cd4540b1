import Basics
import ServiceKit

/// A user as control calls show them.
struct UserOutput: Payload, Sendable {
    struct Identity: Codable, Sendable {
        let app_id: Int64
        let appid: String
        let openid: String
        /// Absent where WeChat would give none.
        let unionid: String?
    }

    let name: String
    let nickname: String
    let phone: String
    let avatar: String
    let gender: Int64
    let steps: [Int64]
    let identities: [Identity]

    init(_ person: Person, _ places: [PersonInApp]) {
        name = person.name
        nickname = person.profile.nickname
        phone = person.profile.phone
        avatar = person.profile.avatar
        gender = person.profile.gender
        steps = person.profile.steps
        identities = places.map {
            Identity(
                app_id: $0.app.id.rawValue,
                appid: $0.app.appid,
                openid: $0.openid,
                unionid: $0.unionid
            )
        }
    }
}
