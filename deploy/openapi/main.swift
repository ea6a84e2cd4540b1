import Basics
import JSON

// usage: openapi-writer DOCUMENT < what `kumquat-<service> describe` prints, a process a line
var endpoints: [JSONValue] = []
while let line = readLine() {
    endpoints += try JSON.parse(Bytes(line.utf8))["endpoints"]?.array ?? []
}
let documents = OpenAPIDocument.all(endpoints)
guard let name = CommandLine.arguments.dropFirst().first,
    let document = documents.first(where: { $0.name == name })
else { fatalError("usage: openapi-writer DOCUMENT") }
print(try PrettyJSON.text(document.json), terminator: "")
