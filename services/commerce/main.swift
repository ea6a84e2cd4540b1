import Contracts
import Payments
import ServiceKit

await serve(
    .commerce,
    api: ServiceAPI(CommerceService.endpoints),
    commands: [.verify, .differences, .merchants { try CommerceService($0).payments }]
) { process in
    let service = try CommerceService(process)
    var definition = try service.definition()
    try definition.run(service.payments, of: process)
    return definition
}
