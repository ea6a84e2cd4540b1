import CommerceDomain
import HTTP
import ServiceKit

/// The parameter of an endpoint about one order.
struct OrderNumberInput: EndpointInput {
    /// Nil for what cannot be a number of ours.
    let number: OrderNumber?

    init(_ fields: FieldReader) throws(ParameterProblem) {
        number = try fields.readOrderNumber()
    }
}
