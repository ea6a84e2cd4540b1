import Basics
import CommerceDomain
import Media
import ServiceKit

/// What this process is told.
struct CommerceSettings {
    let uploadLimits: UploadLimits
    /// `KUMQUAT_HOT_CITIES`: the well-known cities, in their order.
    let hotCities: [Area]

    /// As phones show them, four in a row.
    private static let usualCities =
        "110100,310100,440100,440300,330100,510100,500100,420100,610100,320100,320500,120100,"
        + "430100,410100,370200,350200,340100,330200,441900,440600,370100,210100,530100,350100"

    init(_ environment: Environment, _ areas: AreaBook) throws(SettingError) {
        uploadLimits = try UploadLimits(environment)
        let codes = environment.text(.hotCities, default: Self.usualCities).split(separator: ",")
        var cities: [Area] = []
        for code in codes {
            let number = DecimalDigits.value(of: code.utf8.filter { $0 != UInt8(ascii: " ") })
            guard let city = number.flatMap({ areas.area(.city, $0) }) else {
                throw SettingError(.hotCities, "has \(code), which is the code of no city")
            }
            cities.append(city)
        }
        hotCities = cities
    }
}
