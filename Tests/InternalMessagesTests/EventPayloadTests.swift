import Basics
import InternalMessages
import JSON
import Testing

/// What is read from an event, and what is not.
@Suite struct EventPayloadTests {
    private func event(_ type: String, _ data: String) throws -> EventMessage {
        EventMessage(
            id: "auth:1",
            seq: 1,
            subject: "s",
            type: type,
            at: UnixTime(seconds: 0),
            data: try JSON.parse(Bytes(data.utf8))
        )
    }

    @Test(arguments: [
        (#"{"check_id":"c","state":"pass"}"#, true),
        (#"{"check_id":"c","state":"pending"}"#, false),
        (#"{"check_id":"c","state":"x"}"#, false), (#"{"state":"pass"}"#, false),
        (#"{"check_id":1,"state":"pass"}"#, false),
    ])
    func verdicts(_ data: String, _ isGood: Bool) throws {
        let checked = try? event(ContentChecked.type, data).payload(ContentChecked.self)
        #expect((checked?.verdict != nil) == isGood)
        if isGood { #expect(checked?.check_id == "c" && checked?.verdict == .pass) }
    }

    /// A later release may tell more.
    @Test func unknownMembersAreIgnored() throws {
        let deleted = try event(UserDeleted.type, #"{"uid":1,"iids":[2],"more":{}}"#)
        #expect(try deleted.payload(UserDeleted.self).iids == [2])
    }
}
