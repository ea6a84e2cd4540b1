import Basics
import Contracts
import HTTP
import ServiceKit
import Testing

@testable import PointsServer

/// Every duty at every address of the back office: those that the book names, and no others.
@Suite struct RightsTests {
    @Test(arguments: Duty.allCases)
    func duties(_ duty: Duty) async throws {
        let points = try await PointsWorld()
        let routes = RouteBook.all.filter { $0.service == .points }
        var asked = 0
        for route in routes {
            guard case .admin(let admitted) = route.access else { continue }
            let target = route.pattern.split(separator: "/")
                .map { $0.hasPrefix("{") ? "9" : String($0) }
            let somebody = Operator(id: "o:7", name: "o", duties: [duty])
            let answer = await points.harness.call(
                route.methods[0],
                "/" + target.joined(separator: "/"),
                by: somebody
            )
            #expect(
                (answer.status == 403) == !admitted.contains(duty),
                "\(duty) at \(route.pattern): \(answer.status)"
            )
            asked += 1
        }
        #expect(asked > 15)
    }
}
