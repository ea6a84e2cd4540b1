import Admin
import HTTP
import ServiceKit

/// Which part of a list is asked for, where the newest come first.
struct PartInput: EndpointInput {
    let after: Int64
    let limit: Int64

    init(_ fields: FieldReader) throws(ParameterProblem) {
        after = try fields.readIfPresent(AdminFields.after) ?? .max
        limit = try fields.read(AdminFields.limit)
    }
}
