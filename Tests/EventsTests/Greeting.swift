import InternalMessages

/// What the tests' processes tell each other.
struct Greeting: EventPayload {
    static let type = "greeted"
    let iid: Int
}

/// Something that the receivers have no effect for.
struct Whisper: EventPayload {
    static let type = "whispered"
    let iid: Int
}
