package import Basics

/// What a person says of themselves. An empty text is one that was never given.
package struct Profile: Sendable, Equatable {
    package var nickname = ""
    /// The address of a picture.
    package var avatar = ""
    package var gender = Gender.unknown
    package var birthday: Day?
    package var country = ""
    package var province = ""
    package var city = ""
    package var language = ""

    /// Nothing said yet.
    package init() {}

    /// With what is newly said; what is not said again stays.
    package func updated(by change: ProfileChange) -> Profile {
        var profile = self
        profile.nickname = change.nickname ?? nickname
        profile.avatar = change.avatar ?? avatar
        profile.gender = change.gender ?? gender
        profile.birthday = change.birthday ?? birthday
        profile.country = change.country ?? country
        profile.province = change.province ?? province
        profile.city = change.city ?? city
        profile.language = change.language ?? language
        return profile
    }

    /// Octet for octet: for `==` on texts, two spellings of one character are equal.
    package static func == (one: Profile, other: Profile) -> Bool {
        one.texts.map { ExternalID($0) } == other.texts.map { ExternalID($0) }
            && one.gender == other.gender && one.birthday == other.birthday
    }

    /// In the order of those of a change.
    var texts: [String] { [nickname, avatar, country, province, city, language] }

    /// Of two accounts of one person: this one's words, and the other's where it has none, or only
    /// what WeChat gives of everybody.
    package func merged(with other: Profile) -> Profile {
        var profile = self
        if nickname.isEmpty || Placeholder.isName(nickname), !other.nickname.isEmpty {
            profile.nickname = other.nickname
        }
        if avatar.isEmpty || Placeholder.isPicture(avatar, beside: nickname), !other.avatar.isEmpty
        {
            profile.avatar = other.avatar
        }
        if gender == .unknown { profile.gender = other.gender }
        profile.birthday = birthday ?? other.birthday
        if country.isEmpty { profile.country = other.country }
        if province.isEmpty { profile.province = other.province }
        if city.isEmpty { profile.city = other.city }
        if language.isEmpty { profile.language = other.language }
        return profile
    }
}
