import HTTP
import ServiceKit

/// Which order a user pays: what their phone, their camera or their browser has of it.
enum OrderName: Sendable {
    case prepay(id: String)
    /// What a native order's code says.
    case code(token: String)

    private static let prepayID = Field.text(
        "prepay_id",
        "The order to be paid.",
        octets: ControlFields.octets,
        example: "wx20260115120000"
    )
    private static let codeURL = Field.text(
        "code_url",
        "The native order to be paid, as its code says it.",
        octets: 1...128
    )
    .map(example: PayOrder.codeStart + "p4lpSuKzz", expecting: PayOrder.codeStart + "…") {
        $0.hasPrefix(PayOrder.codeStart)
            ? String($0.dropFirst(PayOrder.codeStart.utf8.count)) : nil
    }
    private static let linkStart = "prepay_id="
    private static let h5URL = Field.text(
        "h5_url",
        "The H5 order to be paid, as its link says it.",
        octets: 1...1024
    )
    .map(
        example: "http://localhost:8090\(PageFiles.paymentPath)?prepay_id=wx20260115120000",
        expecting: "…\(PageFiles.paymentPath)?prepay_id=…"
    ) { (url: String) -> String? in
        guard let mark = url.firstIndex(of: "?") else { return nil }
        return url[url.index(after: mark)...].split(separator: "&")
            .first { $0.hasPrefix(linkStart) }
            .map { String($0.dropFirst(linkStart.utf8.count)) }
    }

    init(_ fields: FieldReader) throws(ParameterProblem) {
        if let token = try fields.readIfPresent(Self.codeURL) {
            self = .code(token: token)
        } else if let id = try fields.readIfPresent(Self.h5URL) {
            self = .prepay(id: id)
        } else {
            self = .prepay(id: try fields.read(Self.prepayID))
        }
    }

    /// For whoever is told that there is none.
    var text: String {
        switch self {
        case .prepay(let id): id
        case .code(let token): PayOrder.codeStart + token
        }
    }
}
