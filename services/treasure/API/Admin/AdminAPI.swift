import Basics
import Contracts
import HTTP
import ServiceKit
import TreasureDomain

/// The back office of treasure.
enum AdminAPI {
    static let endpoints: [any Endpoint<TreasureService>.Type] = [
        FindTasks.self, ExportTasks.self, ShowTask.self, ListTaskPrizes.self, ApproveTask.self,
        RefuseTask.self, BlockTask.self, EndTask.self, StopTaskPayouts.self,
        ResumeTaskPayouts.self, ListReviews.self, ExportPrizes.self, ListPayouts.self,
        ExportPayouts.self, ChangePayout.self, ListRefunds.self, ChangeRefund.self,
        ReadSwitch.self, StopPayouts.self, ResumePayouts.self, ListSettlement.self,
        ListDifferences.self, ExplainDifference.self, ReadFigures.self, ExportFigures.self,
        ShowPerson.self, ListPersonDigs.self, ListPersonPrizes.self, ListBlacklist.self,
        AddToBlacklist.self, TakeOffBlacklist.self, ListTrail.self,
    ]

    /// How many rows of a table are read at once.
    static let rowsAtOnce: Int64 = 500

    /// What is no code at all is the code of no task.
    static let code = Field.text("code", "The task.", example: "2a3b4c5d6e7f").inPath.map {
        Optional(TaskCode($0))
    }
    static let uid = Field.pathNumber("uid", "The account.").map { ID<User>($0) }

    static func code(for refusal: TreasureService.OfficeRefusal) -> Code {
        switch refusal {
        case .taskUnknown: Code(404, "There is no such task.", name: "task_unknown")
        case .unchanged: unchanged
        }
    }

    static let stateForbids = Code(
        409,
        "It is over, or WeChat Pay may be doing it at this moment.",
        name: "state_forbids"
    )

    static let unchanged = Code(
        409,
        "It is so already, or cannot become so any more.",
        name: "unchanged"
    )
}

protocol AdminEndpoint: Endpoint
where Service == TreasureService, Wire == InternalContract, Principal == Operator {}
