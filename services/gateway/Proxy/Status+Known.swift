import HTTP

extension Status {
    private static let usual: [Status] = [
        .ok, .created, .accepted, .noContent, .movedPermanently, .found, .notModified, .badRequest,
        .unauthorized, .forbidden, .notFound, .methodNotAllowed, .conflict, .contentTooLarge,
        .unsupportedMediaType, .tooManyRequests, .internalServerError, .badGateway,
        .serviceUnavailable, .gatewayTimeout,
    ]

    /// A service's status, with its usual words instead of those that came.
    static func passed(on code: Int) -> Status {
        usual.first { $0.code == code } ?? Status(code: code)
    }
}
