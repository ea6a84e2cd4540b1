import Contracts
import ServiceKit

await serve(.treasure, api: ServiceAPI(TreasureService.endpoints), commands: [.reencrypt]) {
    process in
    try TreasureService(process).definition()
}
