import Basics
import JSON
import Loops

let usage = """
    usage: kumquat-openapi DOCUMENT | kumquat.js | kumquat.d.ts
    Writes the OpenAPI document of this name, or for `console` what the console has to know of the
    back offices, or the end of a file of the mini-programs' client. Reads what
    `kumquat-<service> describe` prints, a process a line.

    """
let arguments = Array(CommandLine.arguments.dropFirst())
if let text = Release.answer(to: arguments, of: "kumquat-openapi", usage: usage) {
    OwnProcess.say(text)
    OwnProcess.exit(0)
}
let wanted = arguments.count == 1 ? arguments[0] : ""
let file = ClientFile(rawValue: wanted)
let isConsole = wanted == "console"
let isDocument = OpenAPIDocument.titles.contains { $0.0 == wanted }
guard file != nil || isConsole || isDocument else {
    OwnProcess.complain(usage)
    OwnProcess.exit(2)
}
var endpoints: [JSONValue] = []
while let line = readLine() {
    endpoints += try JSON.parse(Bytes(line.utf8))["endpoints"]?.array ?? []
}
if let file { print(file.text(endpoints), terminator: "") }
if isConsole { print(try ConsoleDescription.text(endpoints)) }
for document in OpenAPIDocument.all(endpoints) where document.name == wanted {
    print(try PrettyJSON.text(document.json), terminator: "")
}
