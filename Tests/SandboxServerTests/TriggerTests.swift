import Basics
import HTTP
import HTTPClient
import JSON
import Loops
import ServiceKit
import TestKit
import Testing

@testable import SandboxServer

/// Events made without a back end, and the commands that make and show them.
@Suite struct TriggerTests {
    @Test(arguments: [
        (TriggeredEvent.paymentSuccess, ["TRANSACTION.SUCCESS"]),
        (.refundSuccess, ["TRANSACTION.SUCCESS", "REFUND.SUCCESS"]),
        (.refundAbnormal, ["TRANSACTION.SUCCESS", "REFUND.ABNORMAL"]),
        (.refundClosed, ["TRANSACTION.SUCCESS", "REFUND.CLOSED"]),
        (.transferSuccess, ["MCHTRANSFER.BILL.FINISHED"]),
        (.transferFailed, ["MCHTRANSFER.BILL.FINISHED"]),
    ])
    func events(_ event: TriggeredEvent, _ types: [String]) async throws {
        let asked = Locked<[String]>([])
        let world = try await SandboxWorld { request throws(ClientFailure) in
            let json = request.body.atHand.flatMap { try? JSON.parse($0) }
            asked.withLock { $0.append(json?["event_type"]?.string ?? "") }
            return ClientResponse(status: 204)
        }
        let url = "http://127.0.0.1:8000/n"
        let wish = #"{"event":"\#(event.rawValue)","notify_url":"\#(url)","amount":250}"#
        let made = try await world.post("/sandbox/trigger", wish)
        #expect(made.status == 200 && made.json["notify_url"]?.string == url)
        #expect(made.json["callback"]?["status"]?.integer == 204)
        #expect(asked.withLock { $0 } == types)
        let number = try #require(made.json["number"]?.string)
        #expect(try await world.get("/sandbox/ledger").text.contains(number))
        // The next one goes where this one went.
        let again = try await world.post("/sandbox/trigger", #"{"event":"\#(event.rawValue)"}"#)
        #expect(again.json["notify_url"]?.string == url)
    }

    @Test func refusals() async throws {
        let world = try await SandboxWorld()
        func error(_ body: String) async throws -> String? {
            try await world.post("/sandbox/trigger", body).error
        }
        #expect(try await error(#"{"event":"payment.success"}"#) == "notify_missing")
        #expect(try await error(#"{"event":"payment"}"#) == "bad_request")
        #expect(
            try await error(#"{"event":"payment.success","notify_url":"ftp://x"}"#) == "bad_request"
        )
        let nobody = #"{"event":"payment.success","notify_url":"http://a","user":"nobody"}"#
        #expect(try await error(nobody) == "user_unknown")
        #expect(try await world.post("/sandbox/merchant", #"{"balance":0}"#).status == 200)
        let poor = #"{"event":"transfer.success","notify_url":"http://127.0.0.1:9/"}"#
        #expect(try await error(poor) == "money_missing")
    }

    @Test(arguments: [
        ([], nil), (["payment"], nil), (["payment.success", "--user"], nil),
        (["payment.success", "--amount", "x"], nil), (["payment.success", "--x", "y"], nil),
        (["refund.closed"], #"{"event":"refund.closed"}"#),
        (
            ["payment.success", "--notify-url", "http://a/", "--amount", "7"],
            #"{"event":"payment.success","notify_url":"http://a/","amount":7}"#
        ),
    ])
    func triggerWords(_ words: [String], _ body: String?) throws {
        let wish = TriggerWish(words)
        #expect(wish == nil || body != nil)
        let text = try wish.map { String(decoding: try JSONOutput.encode($0.body), as: UTF8.self) }
        #expect(text == body)
    }

    @Test(arguments: [
        ([], nil as String?, ""), (["--bad"], nil, "&status=bad"),
        (["--forward-to", "http://127.0.0.1:8000/n"], "http://127.0.0.1:8000/n", ""),
    ])
    func listenWords(_ words: [String], _ forward: String?, _ query: String) {
        let wish = ListenWish(words)
        #expect(wish?.forward == forward && wish?.query == query)
    }

    @Test(arguments: [["--forward-to"], ["--forward-to", "x"], ["x"]])
    func noListenWords(_ words: [String]) {
        #expect(ListenWish(words) == nil)
    }

    @Test func aLineOfTheTerminal() throws {
        let line = try JSON.parse(
            Bytes(
                #"""
                {"id":1,"at":"2026-12-01T10:00:01.500+08:00","direction":"incoming","kind":"pay",
                "method":"GET","origin":"http://x","target":"/v3/a","status":401,"milliseconds":2,
                "code":"SIGN_ERROR"}
                """#.utf8
            )
        )
        let whole = try JSON.parse(
            Bytes(#"{"signature":{"mistake":"m","hint":"h","expected":"GET\n/v3/a\n"}}"#.utf8)
        )
        #expect(
            ListenedLine.text(line, whole) == """
                10:00:01.500 -> 401 GET /v3/a code=SIGN_ERROR 2ms
                  m: h
                  expected:
                    | GET
                    | /v3/a
                    | 

                """
        )
    }
}
