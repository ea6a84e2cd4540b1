import Admin
import Basics
import HTTP
import ServiceKit

/// The parameters of a list that is read in parts, and of nothing else.
struct PartInput: EndpointInput {
    let after: Int64?
    let limit: Int64

    init(_ fields: FieldReader) throws(ParameterProblem) {
        after = try fields.readIfPresent(AdminFields.after)
        limit = try fields.read(AdminFields.limit)
    }
}

/// The same about one account.
struct PersonPartInput: EndpointInput {
    let uid: ID<User>
    let after: Int64?
    let limit: Int64

    init(_ fields: FieldReader) throws(ParameterProblem) {
        uid = try fields.read(AdminAPI.uid)
        after = try fields.readIfPresent(AdminFields.after)
        limit = try fields.read(AdminFields.limit)
    }
}
