import Basics
import CommerceDomain
import HTTP
import JSON
import ServiceKit
import Testing

@testable import CommerceServer

extension CommerceWorld {
    /// What the back office is asked, by the key.
    func office(
        _ method: HTTP.Method,
        _ path: String,
        _ json: String = "{}",
        by administrator: Operator = .key
    ) async -> ServiceKit.Answer {
        method == .get
            ? await harness.call(.get, "/admin/commerce/\(path)", by: administrator)
            : await harness.call(method, "/admin/commerce/\(path)", json: json, by: administrator)
    }

    /// What the back office makes, by its number.
    @discardableResult
    func made(_ path: String, _ json: String) async throws -> Int64 {
        let answer = await office(.post, path, json)
        try #require(answer.status == 200, "\(path) \(answer)")
        return try #require(try answer.json["id"]?.integer)
    }

    /// A category, by its number.
    func category(_ name: String, under parent: Int64 = 0, ref: String? = nil) async throws -> Int64
    {
        let ref = ref.map { #","ref":"\#($0)""# } ?? ""
        return try await made("categories", #"{"name":"\#(name)","pid":\#(parent)\#(ref)}"#)
    }

    /// A merchant at a place on a Chinese map, by its number.
    func merchant(
        _ name: String,
        in category: Int64,
        at lng: Double = 104.0657,
        _ lat: Double = 30.6595,
        _ more: String = ""
    ) async throws -> Int64 {
        try await made(
            "merchants",
            #"{"oper_id":1,"category_id":\#(category),"name":"\#(name)","address":"路1号","#
                + #""lng":\#(lng),"lat":\#(lat)\#(more)}"#
        )
    }

    /// A good that is good for the whole year, by its number.
    func goods(
        _ name: String,
        of merchant: Int64,
        fen: Int64 = 990,
        _ more: String = ""
    ) async throws -> Int64 {
        try await made(
            "goods",
            #"{"merchant_id":\#(merchant),"name":"\#(name)","price":\#(fen),"#
                + #""start_date":"2026-01-01","end_date":"2026-12-31"\#(more)}"#
        )
    }

    /// The names on a list of merchants.
    func names(_ parameters: [String: String]) async throws -> [String] {
        let answer = try await get("merchants", parameters).json
        return answer["data"]?["list"]?.array?.compactMap { $0["name"]?.string } ?? ["\(answer)"]
    }
}
