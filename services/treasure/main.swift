import Contracts
import Payments
import ServiceKit

await serve(
    .treasure,
    api: ServiceAPI(TreasureService.endpoints),
    commands: [
        .reencrypt, .verify, .merchants { process in try RedPackets.payments(of: process) },
    ]
) { process in
    try TreasureService(process).definition(of: process)
}
