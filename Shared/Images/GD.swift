import CGD

/// libgd, silenced before it is first used.
struct GD: Sendable {
    static let ready = GD()

    private init() {
        kumquat_gd_silence()
    }

    func createTrueColor(_ columns: Int32, _ rows: Int32) -> gdImagePtr? {
        unsafe gdImageCreateTrueColor(columns, rows)
    }
}
