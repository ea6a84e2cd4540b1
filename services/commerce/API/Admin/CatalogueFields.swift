import Basics
import CommerceDomain
import JSON
import ServiceKit

/// The parameters of the back office of the catalogue.
enum CatalogueFields {
    static let id = Field.pathNumber("id", "Which one.")
    static let kind = Field<CatalogueKind>.choice("kind", "What the file is about.").inPath
    static let ref = Field.text(
        "ref",
        "What you call it: letters, digits and -_.: alone; never changed.",
        octets: 1...64,
        example: "shop-1"
    )
    .map(expecting: "1 to 64 letters, digits, -, _, . and :") { ref -> String? in
        ref.utf8.allSatisfy(isOfRef) ? ref : nil
    }
    static let name = Field.text(
        "name",
        "As people see it.",
        maximum: 60,
        example: "蜀香火锅"
    )
    static let text = Field.text("desc", "What is said of it.", maximum: 2_000, default: nil)
    static let opens = timeOfDay("opens", "From when it is open.")
    static let closes = timeOfDay("closes", "Until when; before `opens`: until the next day.")
    static let status = Field.integer("status", "1 in service, 2 off.", in: 1...2)
        .map { $0 == 1 }

    static func picture(_ name: StaticString, _ meaning: String) -> Field<String> {
        .text(name, meaning, maximum: 300, example: "00000000000000000000000000000000.jpg")
    }

    private static func timeOfDay(_ name: StaticString, _ meaning: String) -> Field<Int64> {
        Field.text(name, meaning, maximum: 8, example: "10:30:00")
            .map(expecting: "a time like 10:30:00") { OpeningHours.seconds($0) }
    }

    private static func isOfRef(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-_.:".utf8.contains(octet)
        }
    }
}
