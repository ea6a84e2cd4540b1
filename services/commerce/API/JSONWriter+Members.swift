import Basics
import JSON

extension JSONWriter {
    mutating func write(_ name: StaticString, _ value: Int64) {
        key(name)
        integer(value)
    }

    mutating func write(_ name: StaticString, _ value: String) {
        key(name)
        string(value)
    }

    mutating func write(_ name: StaticString, _ value: Yuan) {
        key(name)
        plain { value.money.appendYuan(to: &$0) }
    }

    mutating func write(_ name: StaticString, _ value: TimeText) {
        key(name)
        plain { buffer in
            if let time = value.time { CivilZone.china.append(time, to: &buffer) }
        }
    }

    mutating func write(_ name: StaticString, _ values: [String]) {
        key(name)
        beginArray()
        for value in values { string(value) }
        endArray()
    }
}
