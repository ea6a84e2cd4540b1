import Basics
import JSON

/// A user's phone number, which WeChat has verified. Never prints itself.
public struct PhoneNumber: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    /// With the country's prefix where it is foreign.
    public let full: String
    /// Without any prefix: digits.
    public let pure: String
    /// `86` and the like.
    public let countryCode: String

    /// A number made of its parts.
    public init(full: String, pure: String, countryCode: String) {
        self.full = full
        self.pure = pure
        self.countryCode = countryCode
    }

    public var description: String { "PhoneNumber" }
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

extension PhoneNumber {
    /// WeChat's `{"phoneNumber":…,"purePhoneNumber":…,"countryCode":…}`.
    init?(_ json: JSONValue) {
        guard
            let full = json["phoneNumber"]?.looseText,
            (1...24).contains(full.utf8.count),
            let pure = json["purePhoneNumber"]?.looseText.map(PlainText.pasted),
            (1...20).contains(pure.utf8.count),
            pure.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            // WeChat's pages have the country as a number here and as a text there.
            let country = json["countryCode"]?.looseText.map(PlainText.pasted),
            (1...8).contains(country.utf8.count)
        else { return nil }
        self.init(full: full, pure: pure, countryCode: country)
    }
}

extension OpenData {
    /// The data as a phone number; `wrongKind` if it is none.
    public func phoneNumber() throws(OpenDataFailure) -> PhoneNumber {
        guard let phone = PhoneNumber(json) else { throw .wrongKind }
        return phone
    }
}
