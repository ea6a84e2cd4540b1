import Basics

/// A time as the contract has it: a text in China's time, empty where there is none.
struct TimeText: Codable {
    let time: UnixTime?

    init(_ time: UnixTime?) {
        self.time = time
    }

    /// Only its shape is asked for: nobody sends us one.
    init(from decoder: any Decoder) throws {
        _ = try decoder.singleValueContainer().decode(String.self)
        time = nil
    }

    func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(time.map(CivilZone.china.text(at:)) ?? "")
    }
}
