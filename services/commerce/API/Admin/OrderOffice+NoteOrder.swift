import Admin
import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension OrderOfficeAPI {
    /// `POST /admin/commerce/orders/{order_no}/notes {text}`: a note in the timeline.
    enum NoteOrder: OrderOfficeEndpoint {
        static let route = CommerceOrderRoutes.noteOrder

        struct Input: EndpointInput {
            private static let text = Field.text(
                "text",
                "What is to be known; no mobile.",
                maximum: 500,
                example: "called back"
            )

            let number: OrderNumber?
            let text: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                number = OrderNumber(try fields.read(OrderOfficeAPI.number))
                text = try fields.read(Self.text)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<OrderDesk.OfficeRefusal>) -> NoData {
            guard let number = input.number else { throw .refused(.orderUnknown) }
            try await commerce.orders.note(
                input.text,
                on: number,
                in: caller.administrator.scope,
                by: AdminAction(caller)
            )
            return NoData()
        }

        static func code(for refusal: OrderDesk.OfficeRefusal) -> Code {
            OrderOfficeAPI.code(for: refusal)
        }
    }
}
