import Contracts
import ServiceKit

await serve(.points, api: ServiceAPI(PointsService.endpoints), commands: [.verify]) { process in
    try await PointsService(process).definition()
}
