import Basics
import JSON
import Loops

let usage = """
    usage: kumquat-openapi DOCUMENT
    Writes the OpenAPI document of this name. Reads what `kumquat-<service> describe` prints, a
    process a line.

    """
let arguments = Array(CommandLine.arguments.dropFirst())
if let text = Release.answer(to: arguments, of: "kumquat-openapi", usage: usage) {
    OwnProcess.say(text)
    OwnProcess.exit(0)
}
guard arguments.count == 1, OpenAPIDocument.titles.contains(where: { $0.0 == arguments[0] }) else {
    OwnProcess.complain(usage)
    OwnProcess.exit(2)
}
var endpoints: [JSONValue] = []
while let line = readLine() {
    endpoints += try JSON.parse(Bytes(line.utf8))["endpoints"]?.array ?? []
}
for document in OpenAPIDocument.all(endpoints) where document.name == arguments[0] {
    print(try PrettyJSON.text(document.json), terminator: "")
}
