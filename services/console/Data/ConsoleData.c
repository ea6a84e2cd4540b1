// What `make openapi` has written of the services' back offices, as part of the executable: see
// services/sandbox/Page.
#include "ConsoleData.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char description[] = {
#embed "files/description.json"
};

const unsigned char *console_description_bytes(void) { return description; }

size_t console_description_size(void) { return sizeof(description); }
