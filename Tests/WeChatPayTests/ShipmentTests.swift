import Basics
import HTTP
import HTTPClient
import JSON
import TestKit
import Testing
import WeChat

@testable import WeChatPay

/// What is sent for a payment, told to the real sandbox by the client that tells the real WeChat.
@Suite(.serialized, .payWorld) struct ShipmentTests {
    private static func weChat(_ world: PayWorld) throws -> WeChatClient {
        let origin = try #require(Origin("tcp:127.0.0.1:\(world.stack.port + 10)"))
        return .live(host: origin, clock: .system) { request throws(ClientFailure) in
            try await world.control.exchange(request)
        }
    }

    private static func app(_ world: PayWorld) async throws -> WeChatApp {
        let apps = try await world.control.get("/sandbox/apps").json?["apps"]?.array
        let own = apps?.first { $0["appid"]?.string == world.appid }
        return WeChatApp(appid: world.appid, secret: try #require(own?["secret"]?.string))
    }

    @Test func aPaidOrderIsShipped() async throws {
        let world = try payWorld()
        let weChat = try Self.weChat(world)
        let app = try await Self.app(world)
        try await world.paidOrder("S000001", fen: 250)
        let payment = PaymentNumber.outTrade(
            mchid: world.credentials.mchid,
            "S000001"
        )
        func order() async throws -> ShippingOrder {
            try await weChat.withAccessToken(of: app) { token throws(WeChatFailure) in
                try await weChat.shippingOrder(token, payment)
            }
        }
        let before = try await order()
        #expect(before.state == .toBeShipped && before.paid == Money(fen: 250))
        let shipment = Shipment(
            of: payment,
            to: ExternalID(world.openid),
            by: .pickup,
            [Shipment.Parcel("金桔一斤")],
            at: UnixTime(seconds: SystemTime.realMilliseconds() / 1000)
        )
        try await weChat.withAccessToken(of: app) { token throws(WeChatFailure) in
            try await weChat.uploadShipment(token, shipment)
        }
        let after = try await order()
        #expect(after.state == .shipped && after.isAllShipped)
        #expect(after.transactionID == before.transactionID)
    }

    @Test func whatNobodyPaidIsNotShipped() async throws {
        let world = try payWorld()
        let weChat = try Self.weChat(world)
        let app = try await Self.app(world)
        let shipment = Shipment(
            of: .transaction("4200000000000000000000000009"),
            to: ExternalID(world.openid),
            by: .pickup,
            [Shipment.Parcel("金桔一斤")],
            at: UnixTime(seconds: SystemTime.realMilliseconds() / 1000)
        )
        await #expect(throws: WeChatFailure.self) {
            try await weChat.withAccessToken(of: app) { token throws(WeChatFailure) in
                try await weChat.uploadShipment(token, shipment)
            }
        }
    }
}
