import Basics
import HTTP
import ServiceKit
import TreasureDomain

/// The parameters that several endpoints of the contract have.
enum TreasureFields {
    static let unionid = Field.externalID(
        "unionid",
        "The caller's own unionid; the token's where it is missing."
    )

    /// What is no code at all is the code of no task.
    static let code = Field.text("code", "The task's code.", example: "2a3b4c5d6e7f").map {
        Optional(TaskCode($0))
    }

    static let page = Field.integer(
        "page",
        "Which page, counted from 1.",
        in: 1...Int64.max,
        default: 1
    ).map { PageNumber($0) }
}

/// The parameters of an endpoint that asks for nothing but who it is about.
struct UnionidInput: EndpointInput {
    let unionid: ExternalID?

    init(_ fields: FieldReader) throws(ParameterProblem) {
        unionid = try fields.readIfPresent(TreasureFields.unionid)
    }
}

/// The parameters of an endpoint that lists something.
struct PageInput: EndpointInput {
    let unionid: ExternalID?
    let page: PageNumber

    init(_ fields: FieldReader) throws(ParameterProblem) {
        unionid = try fields.readIfPresent(TreasureFields.unionid)
        page = try fields.read(TreasureFields.page)
    }
}

/// The parameters of an endpoint about one task.
struct TaskInput: EndpointInput {
    let unionid: ExternalID?
    let code: TaskCode?

    init(_ fields: FieldReader) throws(ParameterProblem) {
        unionid = try fields.readIfPresent(TreasureFields.unionid)
        code = try fields.read(TreasureFields.code)
    }
}

/// The parameters of an endpoint that lists something of one task.
struct TaskPageInput: EndpointInput {
    let unionid: ExternalID?
    let code: TaskCode?
    let page: PageNumber

    init(_ fields: FieldReader) throws(ParameterProblem) {
        unionid = try fields.readIfPresent(TreasureFields.unionid)
        code = try fields.read(TreasureFields.code)
        page = try fields.read(TreasureFields.page)
    }
}
