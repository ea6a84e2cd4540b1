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
        for (part, said) in Self.texts {
            if let text = change[keyPath: said] { profile[keyPath: part] = text }
        }
        profile.gender = change.gender ?? gender
        profile.birthday = change.birthday ?? birthday
        return profile
    }

    /// Of two accounts of one person: this one's words, and the other's where it has none.
    package func merged(with other: Profile) -> Profile {
        var profile = self
        for (part, _) in Self.texts where self[keyPath: part].isEmpty {
            profile[keyPath: part] = other[keyPath: part]
        }
        if gender == .unknown { profile.gender = other.gender }
        profile.birthday = birthday ?? other.birthday
        return profile
    }

    private typealias Text = (
        WritableKeyPath<Profile, String> & Sendable,
        KeyPath<ProfileChange, String?> & Sendable
    )

    private static let texts: [Text] = [
        (\.nickname, \.nickname), (\.avatar, \.avatar), (\.country, \.country),
        (\.province, \.province), (\.city, \.city), (\.language, \.language),
    ]
}
