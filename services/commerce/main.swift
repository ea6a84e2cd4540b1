import Contracts
import ServiceKit

await serve(.commerce, api: ServiceAPI(CommerceService.endpoints)) { process in
    try CommerceService(process).definition()
}
