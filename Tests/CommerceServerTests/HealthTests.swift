import HTTP
import JSON
import ServiceKit
import Testing

/// What every service answers.
@Suite struct HealthTests {
    @Test func itIsReady() async throws {
        let commerce = try await CommerceWorld()
        #expect(await commerce.harness.call(.get, "/readyz").status == 200)
    }

    @Test func aPictureThatIsNot() async throws {
        let commerce = try await CommerceWorld()
        let answer = await commerce.harness.call(.get, "/media/commerce/none.jpg")
        #expect(answer.status == 404)
        #expect(try answer.json["code"]?.integer == 10_000)
    }
}
