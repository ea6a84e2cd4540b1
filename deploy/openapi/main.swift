import Basics
import JSON
import Loops

let usage = """
    usage: kumquat-openapi DOCUMENT
    Writes the OpenAPI document of this name, or for `console` what the console has to know of the
    back offices. Reads what `kumquat-<service> describe` prints, a process a line.

    """
let arguments = Array(CommandLine.arguments.dropFirst())
if let text = Release.answer(to: arguments, of: "kumquat-openapi", usage: usage) {
    OwnProcess.say(text)
    OwnProcess.exit(0)
}
let names = OpenAPIDocument.titles.map(\.0) + ["console"]
guard arguments.count == 1, names.contains(arguments[0]) else {
    OwnProcess.complain(usage)
    OwnProcess.exit(2)
}
var endpoints: [JSONValue] = []
while let line = readLine() {
    endpoints += try JSON.parse(Bytes(line.utf8))["endpoints"]?.array ?? []
}
if arguments == ["console"] {
    print(try ConsoleDescription.text(endpoints))
}
for document in OpenAPIDocument.all(endpoints) where document.name == arguments[0] {
    print(try PrettyJSON.text(document.json), terminator: "")
}
