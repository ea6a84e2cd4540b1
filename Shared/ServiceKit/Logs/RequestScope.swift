/// What is known everywhere inside of one request, without being handed on.
enum RequestScope {
    /// `X-Request-Id`, for log lines and calls to other processes.
    @TaskLocal static var requestID: String?
}
