import Contracts
import ServiceKit

await serve(.gateway, api: ServiceAPI(routes: RouteBook.all)) { process in
    try Gateway(process, GatewaySettings(process.environment)).definition(process)
}
