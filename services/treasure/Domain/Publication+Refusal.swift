extension Publication {
    /// Why nothing is published.
    package enum Refusal: Error, Sendable, CaseIterable {
        case playerUnknown
        case playerUnregistered
        case blacklisted
        case kindUnknown
        case signatureTooLong
        case nameTooLong
        case synopsisTooLong
        case prizesOutOfBounds
        case forecastOutOfBounds
        case moneyOutOfBounds
        case intervalOutOfBounds
        case fluctuationTooWide
        case handoverUnknown
        /// Not an upload of the publisher's own.
        case pictureUnknown
        /// WeChat says that the picture must not be shown.
        case pictureRisky
        /// WeChat says that the texts must not be shown.
        case textRisky
        case tooManyToday
        /// The mini-program has no merchant account that could take the money.
        case noRedPackets
    }
}
