import ServiceKit

/// What more than one control call is told.
enum ControlFields {
    /// Of most names and numbers.
    static let octets = 1...64

    static let user = Field.text(
        "user",
        "The name of a WeChat user.",
        octets: octets,
        example: "xiaoming"
    )
    static let appid = Field.text(
        "appid",
        "The mini-program; the first one where none is named.",
        octets: octets,
        example: "wx6b756d7175617401"
    )
    static let mchid = Field.text(
        "mchid",
        "The merchant.",
        octets: octets,
        example: "1660000109"
    )
    static let template = Field.text(
        "template_id",
        "The template, as the console numbers it.",
        octets: octets,
        example: "437043"
    )
}
