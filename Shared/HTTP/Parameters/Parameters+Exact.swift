public import Basics
public import JSON

extension Parameters {
    /// Reads a body as a JSON object, whatever type it says: `curl -d` says that it is a form. Its
    /// values are taken at their word (``Value/exact(_:)``); no body is an object without members, and
    /// a bare list counts as the member `list`, where one is named.
    /// - Throws: `explained`.
    public static func exact(
        _ body: Bytes,
        list: StaticString? = nil,
        beside target: RequestTarget
    ) throws(ParameterProblem) -> Parameters {
        let query: Parameters
        do throws(ParametersFailure) {
            query = try .query(of: target)
        } catch {
            throw .explained("The query is not coded as one, or has a name twice.")
        }
        guard !body.isEmpty else { return Parameters(exactly: JSONObject(), beside: query) }
        return Parameters(exactly: try object(body, list: list), beside: query)
    }

    /// The members of an object within another value, taken at their word; nil where it is none.
    public static func exact(_ value: JSONValue) -> Parameters? {
        value.object.map { Parameters(exactly: $0, beside: Parameters()) }
    }

    private static func object(
        _ body: Bytes,
        list: StaticString?
    ) throws(ParameterProblem) -> JSONObject {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSON.parse(body)
        } catch {
            throw .explained("The body is no JSON: \(error.reason), at \(error.offset).")
        }
        if let list, value.array != nil {
            return JSONObject([(name: list.description, value: value)])
        }
        guard let object = value.object else { throw .explained("The body is no object.") }
        return object
    }
}
