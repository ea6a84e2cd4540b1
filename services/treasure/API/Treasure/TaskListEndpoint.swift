import Basics
import Contracts
import ServiceKit
import TreasureDomain

/// An endpoint that lists tasks.
protocol TaskListEndpoint: TreasureEndpoint
where Input == PageInput, Output == TaskPage, Refusal == Player.Refusal {
    static var list: TaskListStore.List { get }
}

extension TaskListEndpoint {
    static func answer(
        _ input: PageInput,
        to caller: Caller<Identity>,
        by service: TreasureService
    ) async throws(Failure<Player.Refusal>) -> TaskPage {
        let player = try TreasureAPI.player(input.unionid, of: caller) { $0 }
        let showing = TaskShowing(service)
        var lines = ListWriter<TaskLineWire>()
        try await service.tasks(list, input.page, for: player) { line in
            lines.add(TaskLineWire(line, showing))
        }
        return TaskPage(data: lines.finish())
    }

    static func code(for refusal: Player.Refusal) -> Code { TreasureAPI.code(for: refusal) }
}
