import Basics
import Payments
import ServiceKit
import Storage

extension Command {
    private static let mostLines = 1000

    /// `kumquat-commerce differences`: what differs between WeChat Pay's bills and our rows and
    /// nobody has explained. Status 0 where nothing does, else 1.
    static let differences = Command(
        "differences",
        "lists what differs from WeChat Pay's bills and is not explained"
    ) { process in
        let service = try CommerceService(process)
        let office = service.orders.office
        let found = try await service.database.read {
            try office.differences(limit: mostLines, in: $0)
        }
        for difference in found {
            print(
                "\(difference.day.text) \(difference.mchid) \(difference.kind.rawValue) "
                    + "\(difference.number): ours \(difference.ours), bill \(difference.theirs)"
            )
        }
        if found.isEmpty { print("no differences") }
        await service.database.file.close()
        return found.isEmpty ? 0 : 1
    }
}
