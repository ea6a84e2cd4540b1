package import Basics

/// What a person newly says of themselves; nil where they say nothing.
package struct ProfileChange: Sendable, Equatable {
    package var nickname: String?
    package var avatar: String?
    package var gender: Gender?
    package var birthday: Day?
    package var country: String?
    package var province: String?
    package var city: String?
    package var language: String?

    /// Characters of a text.
    package static let longestText = 100
    /// Octets of a picture's address.
    package static let longestAvatar = 1000

    /// Nothing new.
    package init() {}

    /// Whether nothing is said.
    package var isEmpty: Bool { self == ProfileChange() }

    /// Whether every part is short enough to be kept.
    package var isShortEnough: Bool {
        [nickname, country, province, city, language]
            .allSatisfy { ($0?.unicodeScalars.count ?? 0) <= Self.longestText }
            && (avatar?.utf8.count ?? 0) <= Self.longestAvatar
    }

    /// With `later` in place of what it says, too.
    package func overridden(by later: ProfileChange) -> ProfileChange {
        var change = self
        change.nickname = later.nickname ?? nickname
        change.avatar = later.avatar ?? avatar
        change.gender = later.gender ?? gender
        change.birthday = later.birthday ?? birthday
        change.country = later.country ?? country
        change.province = later.province ?? province
        change.city = later.city ?? city
        change.language = later.language ?? language
        return change
    }
}
