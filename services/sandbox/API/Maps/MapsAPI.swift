import Basics
import HTTP
import JSON
import ServiceKit

/// Tencent's location service: the reverse geocoder.
enum MapsAPI {
    static let path = "/ws/geocoder/v1"

    /// What it answers in place of an address; HTTP is 200 always.
    struct Output: Encodable {
        let status: Int64
        let message: String
        let request_id: String
    }

    static func respond(to request: Request, by sandbox: Sandbox) async -> Response {
        do {
            let fault = try await sandbox.takeFault(at: path)
            let early = await sandbox.answer(before: fault) { _ in
                response(Output(status: 120, message: "此key每秒请求量已达到上限", sandbox))
            }
            if let early { return early }
            let output = Self.output(try? await Parameters.read(request, limit: 0), sandbox)
            return await sandbox.answer(response(output), after: fault)
        } catch {
            sandbox.log.error("the sandbox's own fault", ["cause": .text("\(error)")])
            return .text("Internal Server Error", status: .internalServerError)
        }
    }

    /// Nothing is known of places yet: 113, a capability that is not there. Until it is, the call
    /// is at least looked at.
    private static func output(_ parameters: Parameters?, _ sandbox: Sandbox) -> Output {
        guard let parameters, let key = try? parameters.optionalText("key"), !key.isEmpty else {
            return Output(status: 311, message: "key格式错误", sandbox)
        }
        guard let location = try? parameters.optionalText("location"), isPlace(location) else {
            return Output(status: 310, message: "请求参数信息有误：location", sandbox)
        }
        return Output(status: 113, message: "此功能暂不可用：沙箱没有地址数据", sandbox)
    }

    /// `lat,lng` in degrees.
    private static func isPlace(_ text: String) -> Bool {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            .map { Double($0) }
        guard parts.count == 2, let latitude = parts[0], let longitude = parts[1] else {
            return false
        }
        return abs(latitude) <= 90 && abs(longitude) <= 180
    }

    private static func response(_ output: Output) -> Response {
        .json((try? JSONOutput.encode(output)) ?? [])
    }
}

extension MapsAPI.Output {
    fileprivate init(status: Int64, message: String, _ sandbox: Sandbox) {
        self.init(
            status: status,
            message: message,
            request_id: sandbox.requestID().replacing("-", with: "")
        )
    }
}
