/// Whether an openid or unionid alone says who is calling, where `KUMQUAT_LEGACY_OPENID` is on.
public enum LegacyOpenID: String, Sendable {
    /// It never does: phone, profile, payment, prizes.
    case never
    /// It does: reading, signing in, digging.
    case always
    /// The same, and who names nobody that we know goes to the service as nobody: its contract has
    /// an answer to that.
    case orNobody = "or_nobody"
    /// It does unless the call publishes.
    case forDigs = "for_digs"
}
