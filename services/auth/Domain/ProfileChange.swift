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

    /// Nothing new.
    package init() {}

    /// Whether nothing is said.
    package var isEmpty: Bool { self == ProfileChange() }

    /// Whether every part is short enough to be kept.
    package var isShortEnough: Bool {
        [nickname, country, province, city, language]
            .allSatisfy { ($0?.unicodeScalars.count ?? 0) <= Self.longestText }
            && (avatar?.utf8.count ?? 0) <= PictureAddress.longest
    }

    /// Whether the picture is one that others can open, or none is given.
    package var hasOpenPicture: Bool { avatar.map(PictureAddress.isOpenToAll) ?? true }

    /// Without what nobody could show: control characters, and a picture that only one phone can
    /// open. For log-ins, which do not fail for a picture.
    package var presentable: ProfileChange {
        var change = cleaned
        if !hasOpenPicture { change.avatar = nil }
        return change
    }

    /// Without control characters in its texts; a text that has nothing else is none.
    package var cleaned: ProfileChange {
        var change = self
        for part in Self.texts {
            change[keyPath: part] = self[keyPath: part].map(PlainText.withoutControls)
            if change[keyPath: part]?.isEmpty == true { change[keyPath: part] = nil }
        }
        return change
    }

    /// What of it is to be said where a profile is there already: placeholders only fill what is
    /// empty. `isAnonymous`: all of it is what WeChat gives of everybody.
    package func sparing(_ profile: Profile, isAnonymous: Bool = false) -> ProfileChange {
        var change = self
        if isAnonymous {
            for (part, known) in zip(Self.texts, profile.texts) where !known.isEmpty {
                change[keyPath: part] = nil
            }
            return change
        }
        if let nickname, Placeholder.isName(nickname), !profile.nickname.isEmpty {
            change.nickname = nil
        }
        if let avatar, Placeholder.isPicture(avatar, beside: nickname), !profile.avatar.isEmpty {
            change.avatar = nil
        }
        return change
    }

    private static let texts: [any WritableKeyPath<ProfileChange, String?> & Sendable] = [
        \.nickname, \.avatar, \.country, \.province, \.city, \.language,
    ]

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
