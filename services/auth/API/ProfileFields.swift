import AuthDomain
import ServiceKit

extension Field where Value == String {
    /// A text that people say of themselves. What is too long has an answer of the contract's own.
    static func profile(_ name: StaticString, _ meaning: String) -> Field {
        text(name, meaning).described(upTo: ProfileChange.longestText)
    }

    /// The picture that they show.
    static func avatar(_ name: StaticString) -> Field {
        text(name, "The address of a picture.").described(upTo: PictureAddress.longest)
    }
}
