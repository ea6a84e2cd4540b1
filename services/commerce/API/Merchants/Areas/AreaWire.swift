import CommerceDomain
import JSON

/// How areas are spelled.
enum AreaWire {
    /// Well-known cities, in the list of all.
    static let hot = "热门"
    static let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".map { String($0) }

    /// The tree down to a level.
    static func tree(_ areas: AreaBook, downTo level: Area.Level) -> WrittenJSON {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("list")
        writer.beginArray()
        for province in areas.all(.province) { write(province, of: areas, downTo: level, &writer) }
        writer.endArray()
        writer.endObject()
        return WrittenJSON(bytes: writer.bytes)
    }

    /// Cities by the letter that they begin with, the well-known ones before all.
    static func cities(_ areas: AreaBook, hot cities: [Area]) -> WrittenJSON {
        let all = areas.all(.city).sorted { ($0.pinyin, $0.code) < ($1.pinyin, $1.code) }
        let groups = Dictionary(grouping: all, by: \.initial)
        var writer = JSONWriter()
        writer.beginObject()
        write(cities, as: hot, &writer)
        for letter in letters {
            if let group = groups[letter] { write(group, as: letter, &writer) }
        }
        writer.endObject()
        return WrittenJSON(bytes: writer.bytes)
    }

    /// The shape of an area, with so many levels below.
    static func schema(levels: Int = 0) -> Schema {
        var members = [
            SchemaMember("id", .integer()), SchemaMember("area_id", .integer()),
            SchemaMember("name", .text()), SchemaMember("parent_id", .integer()),
        ]
        if levels > 0 {
            let below = Schema.list(schema(levels: levels - 1))
            members.append(SchemaMember("sub", below, isRequired: false))
        }
        return .object(members)
    }

    /// The shape of the list of cities.
    static var citiesSchema: Schema {
        .object(
            [SchemaMember(hot, .list(schema()))]
                + letters.map { SchemaMember($0, .list(schema()), isRequired: false) }
        )
    }

    private static func write(
        _ area: Area,
        of areas: AreaBook,
        downTo level: Area.Level,
        _ writer: inout JSONWriter
    ) {
        writer.beginObject()
        members(of: area, &writer)
        let below = area.level == level ? [] : areas.children(of: area)
        if !below.isEmpty {
            writer.key("sub")
            writer.beginArray()
            for area in below { write(area, of: areas, downTo: level, &writer) }
            writer.endArray()
        }
        writer.endObject()
    }

    private static func write(_ cities: [Area], as name: String, _ writer: inout JSONWriter) {
        writer.key(name)
        writer.beginArray()
        for city in cities {
            writer.beginObject()
            members(of: city, &writer)
            writer.endObject()
        }
        writer.endArray()
    }

    private static func members(of area: Area, _ writer: inout JSONWriter) {
        writer.write("id", area.id)
        writer.write("area_id", area.code)
        writer.write("name", area.name)
        writer.write("parent_id", area.parent)
    }
}
