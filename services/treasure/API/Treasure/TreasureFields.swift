import Basics
import ServiceKit
import TreasureDomain

/// The parameters that several endpoints of the contract have.
enum TreasureFields {
    static let unionid = Field.externalID(
        "unionid",
        "The caller's own unionid; the token's where it is missing."
    )

    /// What is no code at all is the code of no task.
    static let code = Field.text("code", "The task's code.", example: "2a3b4c5d6e7f")
        .described(upTo: TaskCode.length)
        .map { Optional(TaskCode($0)) }

    static let page = Field.integer(
        "page",
        "Which page, counted from 1.",
        in: 1...Int64.max,
        default: 1
    ).map { PageNumber($0) }
}
