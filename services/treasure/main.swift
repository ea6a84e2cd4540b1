import Contracts
import ServiceKit

await serve(.treasure, api: ServiceAPI(TreasureService.endpoints)) { process in
    try TreasureService(process).definition()
}
