import Admin
import Basics
import Contracts
import HTTP
import Media
import ServiceKit
import TreasureDomain

extension AdminAPI {
    /// `GET /admin/treasure/tasks/{code}`: a task, its picture, and where its money is.
    enum ShowTask: AdminEndpoint {
        static let route = TreasureAdminRoutes.showTask

        struct Input: EndpointInput {
            let code: TaskCode?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                code = try fields.read(AdminAPI.code)
            }
        }

        struct Output: Payload {
            let task: TaskRowWire
            let synopsis: String
            /// Links that work for five minutes, since others may not see them.
            let picture: String
            let thumbnail: String
            let forecast_num: Int64
            let interval: Int64
            let fluctuation: Int64
            let draw_type: Int64
            let pay_by: String?
            let commitment: String
            /// Not there for goods.
            let money: MoneyWire?
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<TreasureService.OfficeRefusal>) -> Output {
            let row = try await treasure.task(input.code)
            let task = row.task
            let reader = MediaLinks.Reader("operator:\(caller.administrator.id)")
            func link(_ file: String) -> String {
                file.isEmpty ? "" : treasure.uploads.links.link(to: file, for: reader)
            }
            return Output(
                task: TaskRowWire(row),
                synopsis: task.words.synopsis,
                picture: link(task.words.picture),
                thumbnail: link(task.words.thumbnail),
                forecast_num: task.terms.hunt.forecast,
                interval: task.terms.hunt.interval,
                fluctuation: task.terms.hunt.fluctuation,
                draw_type: task.terms.handover.rawValue,
                pay_by: task.payBy.map { adminTime($0) },
                commitment: row.commitment,
                money: try await treasure.money(of: task).map(MoneyWire.init)
            )
        }

        static let refusals: [TreasureService.OfficeRefusal] = [.taskUnknown]

        static func code(for refusal: TreasureService.OfficeRefusal) -> Code {
            AdminAPI.code(for: refusal)
        }
    }
}
