// The areas of China and the first letters of characters, as part of the executable: nothing has to
// lie beside it, and nothing is fetched. deploy/areas makes the files.
#include "CommerceData.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char areas_csv[] = {
#embed "files/areas.csv"
};
static const unsigned char areas_bin[] = {
#embed "files/areas.bin"
};
static const unsigned char initials_bin[] = {
#embed "files/initials.bin"
};

const unsigned char *commerce_area_table(size_t *size) {
    *size = sizeof(areas_csv);
    return areas_csv;
}

const unsigned char *commerce_area_borders(size_t *size) {
    *size = sizeof(areas_bin);
    return areas_bin;
}

const unsigned char *commerce_initials(size_t *size) {
    *size = sizeof(initials_bin);
    return initials_bin;
}
