public import Basics
public import ServiceKit

/// The parameters that lists and changes of the back office have in common.
public enum AdminFields {
    /// Longest reason, in characters.
    public static let reasonLength = 200

    /// Where a part of a list begins.
    public static let after = Field.integer(
        "after",
        "What the part before gave as `next`; nothing for the first part."
    ).described(in: 0...Int64.max)
    /// How long a part of a list is.
    public static let limit = Field.integer(
        "limit",
        "How many rows a part has at most; 100 where more are asked for.",
        in: 1...Int64.max,
        default: 20
    )
    .map { min($0, 100) }
    /// Why a change is made.
    public static let reason = Field.text(
        "reason",
        "Why; stands in the trail.",
        maximum: reasonLength,
        example: "wrong booking"
    )
    /// The same where it may be left out.
    public static let optionalReason = Field.text(
        "reason",
        "Why; stands in the trail.",
        maximum: reasonLength,
        default: "",
        example: "wrong booking"
    )
}

/// Times as the back office shows them: China's, to the second.
public func adminTime(_ time: UnixTime) -> String { CivilZone.china.text(at: time) }
