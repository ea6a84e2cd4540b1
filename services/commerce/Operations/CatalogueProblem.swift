import CommerceDomain

/// Why the back office does not get its will.
enum CatalogueProblem: Error, Sendable, Equatable, CaseIterable {
    /// What is to be changed is not there, or is none of the operator's merchants'.
    case unknown
    /// What it refers to.
    case categoryUnknown
    case merchantUnknown
    case pictureUnknown
    case centreUnknown
    /// Another has this `ref` already.
    case refTaken
    /// Something that a new one needs is not said.
    case incomplete
    /// It lies in no county of China, and its region is China.
    case abroad
    /// It ends before it begins.
    case datesReversed
    /// Categories would stand too deep, or in a circle.
    case tooDeep
    /// There are as many categories as can be.
    case tooMany
    /// Fewer than none would be left.
    case stockTooLow
}
