import Basics
import Contracts
import HTTP
import JSON
import ServiceKit

extension MerchantsAPI {
    /// `GET /api/user/area/cities/withHot`: cities by the first letter of their pinyin.
    enum CitiesWithHot: MerchantsEndpoint {
        static let route = MerchantsRoutes.citiesWithHot

        struct Output: KeptPage {
            static var content: OutputContent { .payload(AreaWire.citiesSchema) }

            let page: AreaPages.Page
            let known: String?
        }

        static func answer(
            _ input: NoInput,
            to caller: Caller<Identity>,
            by commerce: CommerceService
        ) async throws(Failure<Never>) -> Output {
            Output(page: commerce.areaPages.cities, known: caller.headers["If-None-Match"])
        }
    }
}
