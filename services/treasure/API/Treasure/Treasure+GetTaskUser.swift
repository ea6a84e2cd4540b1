import Basics
import Contracts
import HTTP
import JSON
import ServiceKit
import TreasureDomain

extension TreasureAPI {
    /// `GET /api/treasure/getTaskUser`: a page of those who have dug in a task, newest first. The
    /// first one is what the details show.
    enum GetTaskUser: TreasureEndpoint {
        static let route = TreasureRoutes.getTaskUser

        /// The contract's page is 2 where nothing is said: the details have shown the first.
        struct Input: EndpointInput {
            private static let page = Field.integer(
                "page",
                "Which page, counted from 1.",
                in: 1...Int64.max,
                default: 2
            ).map { PageNumber($0) }

            let unionid: ExternalID?
            let code: TaskCode?
            let page: PageNumber

            init(_ fields: FieldReader) throws(ParameterProblem) {
                unionid = try fields.readIfPresent(TreasureFields.unionid)
                code = try fields.read(TreasureFields.code)
                page = try fields.read(Self.page)
            }
        }

        struct Output: ShapedPayload, JSONWritable {
            static let schema = Schema.object([
                SchemaMember(
                    "data",
                    .list(ParticipantWire.schema, maximum: Int(PageNumber.participants))
                )
            ])

            let data: WrittenList<ParticipantWire>

            func write(to writer: inout JSONWriter) {
                writer.beginObject()
                writer.key("data")
                data.write(to: &writer)
                writer.endObject()
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity>,
            by service: TreasureService
        ) async throws(Failure<LookRefusal>) -> Output {
            let player = try TreasureAPI.player(input.unionid, of: caller, LookRefusal.init)
            var lines = ListWriter<ParticipantWire>()
            try await service.participants(of: input.code, input.page, for: player) { line in
                lines.add(ParticipantWire(line))
            }
            return Output(data: lines.finish())
        }

        static func code(for refusal: LookRefusal) -> Code { TreasureAPI.code(for: refusal) }
    }
}
