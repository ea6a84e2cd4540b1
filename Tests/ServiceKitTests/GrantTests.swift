import Basics
import ServiceKit
import Testing

/// What a session may do for another account, on its way from the gateway and as a service asks.
@Suite struct GrantTests {
    private static let end = UnixTime(seconds: 1_768_450_000)

    private static func ming(_ grant: Grant?) -> Identity {
        let ming = Identity.ming
        return Identity(
            iid: ming.iid,
            sid: ming.sid,
            app: ming.app,
            oper: ming.oper,
            openid: ming.openid,
            unionid: ming.unionid,
            uid: ming.uid,
            grant: grant
        )
    }

    private static let granted = ming(Grant(uid: ID(90), subject: "order:K1", expires: end))

    @Test func itIsAMemberOfTheHeader() throws {
        let octets = try #require(Base64.decodeURL(Self.granted.header()))
        #expect(
            String(decoding: octets, as: UTF8.self)
                == #"{"iid":7,"sid":"c2Vzc2lvbi1vZi1taW5n","app":1,"oper":1,"openid":"o-ming","#
                + #""unionid":"u-ming","uid":70,"#
                + #""grant":{"uid":90,"subject":"order:K1","expires_at":1768450000}}"#
        )
        #expect(Identity(header: Self.granted.header()) == Self.granted)
        #expect(Identity(header: Self.ming(nil).header()) == .ming)
    }

    /// An identity with half a grant is none: nobody is let in with less than was signed.
    @Test(arguments: [
        "null", "1", #""order:K1""#, "{}", #"{"uid":90,"subject":"order:K1"}"#,
        #"{"uid":90,"expires_at":1}"#, #"{"subject":"order:K1","expires_at":1}"#,
        #"{"uid":"90","subject":"order:K1","expires_at":1}"#,
        #"{"uid":90,"subject":1,"expires_at":1}"#, #"{"uid":90,"subject":"x","expires_at":"1"}"#,
    ])
    func anythingElseIsNone(_ grant: String) {
        let json =
            #"{"iid":7,"sid":"s","app":1,"oper":1,"openid":"o","unionid":"u","grant":\#(grant)}"#
        #expect(Identity(header: Base64.encodeURL(json.utf8)) == nil)
    }

    @Test(arguments: [
        ("order:K1", Int64(-1), true), ("order:K1", 0, false), ("order:K1", 1, false),
        ("order:K2", -1, false), ("order:K", -1, false), ("order:", -1, false), ("", -1, false),
        ("ORDER:K1", -1, false),
        // The Kelvin sign: the same letter to a comparison of texts.
        ("order:\u{212A}1", -1, false),
    ])
    func itIsGoodForOneThingUntilItsEnd(_ subject: String, _ later: Int64, _ isGood: Bool) {
        let now = Self.end.adding(milliseconds: later)
        let owner = Self.granted.owner(granting: ExternalID(subject), at: now)
        #expect(owner == (isGood ? ID(90) : nil))
        #expect(Identity.ming.owner(granting: ExternalID(subject), at: now) == nil)
    }

    /// It says nothing of who is calling.
    @Test func theCallerStaysWhoTheyAre() {
        #expect(Self.granted.uid == Identity.ming.uid)
        #expect(Self.granted.iid == Identity.ming.iid)
    }
}
