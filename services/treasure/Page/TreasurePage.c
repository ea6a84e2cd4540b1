// The page that proves a draw, as part of the executable: see services/sandbox/Page.
#include "TreasurePage.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char proof_html[] = {
#embed "files/proof.html"
};
static const unsigned char proof_css[] = {
#embed "files/proof.css"
};
static const unsigned char sha256_js[] = {
#embed "files/sha256.js"
};
static const unsigned char proof_js[] = {
#embed "files/proof.js"
};

const unsigned char *treasure_page_bytes(enum treasure_page_part part) {
    switch (part) {
    case TREASURE_PAGE_HTML: return proof_html;
    case TREASURE_PAGE_STYLE: return proof_css;
    case TREASURE_PAGE_SHA256: return sha256_js;
    case TREASURE_PAGE_SCRIPT: return proof_js;
    }
}

size_t treasure_page_size(enum treasure_page_part part) {
    switch (part) {
    case TREASURE_PAGE_HTML: return sizeof(proof_html);
    case TREASURE_PAGE_STYLE: return sizeof(proof_css);
    case TREASURE_PAGE_SHA256: return sizeof(sha256_js);
    case TREASURE_PAGE_SCRIPT: return sizeof(proof_js);
    }
}
