#include <ft2build.h>
#include FT_FREETYPE_H

// What Swift cannot name: flags and questions that are macros.

/// Whether a font has outlines, which can be drawn in any size.
static inline int kumquat_ft_is_scalable(FT_Face face) { return FT_IS_SCALABLE(face) != 0; }

/// Loads the outline of a glyph, unhinted: the same shape and width wherever it stands.
static inline FT_Error kumquat_ft_load(FT_Face face, FT_UInt glyph) {
    return FT_Load_Glyph(face, glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP);
}

/// Loads a glyph and makes a picture of it, one octet of coverage a pixel, in `face->glyph`.
static inline FT_Error kumquat_ft_render(FT_Face face, FT_UInt glyph) {
    FT_Error error =
        FT_Load_Glyph(face, glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP | FT_LOAD_RENDER);
    if (error == 0 && face->glyph->bitmap.pixel_mode != FT_PIXEL_MODE_GRAY)
        return FT_Err_Invalid_Glyph_Format;
    return error;
}
