import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension MerchantsAPI {
    /// `GET /api/user/area/getByGps?lng=…&lat=…&coord=…`: where that is.
    enum AreaByGPS: MerchantsEndpoint {
        static let route = MerchantsRoutes.areaByGPS

        enum Refusal: Error, Sendable, CaseIterable {
            case abroad
        }

        struct Input: EndpointInput {
            /// In WGS-84, as the borders are.
            let point: GeoPoint

            init(_ fields: FieldReader) throws(ParameterProblem) {
                let lng = try fields.read(MerchantsFields.lng)
                let lat = try fields.read(MerchantsFields.lat)
                let coordinates = try fields.read(MerchantsFields.coord)
                guard let point = GeoPoint(lng: lng, lat: lat) else { throw .malformed("lng") }
                self.point = coordinates == .wgs84 ? point : GCJ02.wgs84(point)
            }
        }

        struct Output: Payload {
            let province: String
            let province_id: Int64
            let city: String
            let city_id: Int64
            let area: String
            let area_id: Int64
            /// Whether it lies beside all borders, and this is the nearest county.
            let approximate: Bool
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity>,
            by commerce: CommerceService
        ) async throws(Failure<Refusal>) -> Output {
            guard let place = commerce.areas.place(at: input.point) else {
                throw .refused(.abroad)
            }
            return Output(
                province: place.province.name,
                province_id: place.province.code,
                city: place.city.name,
                city_id: place.city.code,
                area: place.county.name,
                area_id: place.county.code,
                approximate: place.isApproximate
            )
        }

        static func code(for refusal: Refusal) -> Code {
            switch refusal {
            case .abroad: Code(10001, "该位置不在中国境内")
            }
        }
    }
}
