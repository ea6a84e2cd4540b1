import AuthCalls
import Basics
import CommerceDomain
import Events
import Jobs
import Media
import Payments
import ServiceKit
import Storage
import Vault

/// Orders from buying to handing over, with everybody whom that needs: WeChat Pay by way of
/// payments, auth for mini-programs, people, scenes, codes and shipping information.
struct OrderDesk: Sendable {
    let database: ServiceDatabase
    let jobs: JobQueue
    let payments: PaymentService
    let apps: AppDirectory
    let users: UserDirectory
    let scenes: SceneClient
    let codes: MiniCodeClient
    let shipping: ShippingClient
    let vault: DataVault
    let pictures: MediaLinks
    let tickets: BridgeTickets
    let settings: OrderSettings
    let clock: DomainClock
    let random: RandomSource
    let log: Logger
    let metrics: OrderMetrics

    var office: PaymentOffice { PaymentOffice(payments) }

    /// Orders, inside of a unit.
    func book(_ unit: UnitOfWork) -> OrderBook { OrderBook(unit, jobs: jobs, random: random) }

    /// The account as it is named now, whatever a token says.
    static func account(_ uid: ID<User>, _ connection: Connection) throws -> ID<User> {
        try PeopleStore(connection).account(uid)
    }

    // MARK: Mobiles

    /// What is sealed for one order opens for no other.
    private static func purpose(_ order: ID<Order>) -> String { "order:\(order):mobile" }

    func seal(_ mobile: NotifyMobile?, for order: ID<Order>) throws -> Bytes {
        guard let mobile else { return [] }
        return try vault.seal(Bytes(mobile.text.utf8), for: Self.purpose(order))
    }

    /// The mobile to be told on; empty where none was given, or where it opens under no key.
    func mobile(of order: OrderRecord) -> String {
        guard !order.mobile.isEmpty else { return "" }
        do {
            let octets = try vault.open(order.mobile, for: Self.purpose(order.id))
            return String(decoding: octets, as: UTF8.self)
        } catch {
            log.error("the mobile of an order cannot be read", ["order": .text("\(order.id)")])
            return ""
        }
    }
}
