package io.signalroom.api.card;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * Outlines of Inter, the font of the pages, out of the same files: no font of the system is asked for, so a picture is the
 * same everywhere and on a machine without fonts. Reading glyphs is not safe for several threads: calls take turns.
 */
final class Typeface {
    private static final String FILES = "META-INF/resources/_static/inter/5.2.5/files/inter-%s-%d-normal.woff";
    private static final List<String> ALPHABETS =
            List.of("latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek", "vietnamese");

    private final List<Part> parts = new ArrayList<>();

    private record Part(TrueTypeFont font, CmapLookup glyphs, double unit) {}

    private record Glyph(Part part, int id) {}

    private Typeface() {}

    /**
     * Reads the font. Blocks for some tens of milliseconds.
     *
     * @param weight 400 or 600
     */
    static Typeface ofWeight(int weight) {
        Typeface face = new Typeface();
        for (String alphabet : ALPHABETS) {
            face.parts.add(read(FILES.formatted(alphabet, weight)));
        }
        return face;
    }

    private static Part read(String resource) {
        try (InputStream in = Typeface.class.getClassLoader().getResourceAsStream(resource)) {
            byte[] sfnt = Woff.toSfnt(Objects.requireNonNull(in, resource).readAllBytes());
            TrueTypeFont font = new TTFParser(true).parse(new RandomAccessReadBuffer(sfnt));
            return new Part(font, font.getUnicodeCmapLookup(), 1.0 / font.getUnitsPerEm());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What can be drawn of a text in one line: letters that the font lacks are left out, and so is what steers or hides;
     * spaces are joined.
     *
     * @param text may be anything
     */
    synchronized String drawable(String text) {
        StringBuilder kept = new StringBuilder();
        text.codePoints()
                .map(letter -> Character.isWhitespace(letter) || Character.isSpaceChar(letter) ? ' ' : letter)
                .filter(letter -> letter == ' ' || visible(letter) && glyph(letter) != null)
                .filter(letter -> letter != ' ' || !kept.isEmpty() && kept.charAt(kept.length() - 1) != ' ')
                .forEach(kept::appendCodePoint);
        return kept.toString().strip();
    }

    private static boolean visible(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /** Width of a drawable text in pixels. */
    synchronized double width(String text, double size) {
        return text.codePoints().mapToDouble(letter -> advance(letter) * size).sum();
    }

    /** A drawable text, cut so that it is no wider than this, with a sign that it was. */
    synchronized String fitted(String text, double size, double most) {
        if (width(text, size) <= most) {
            return text;
        }
        StringBuilder cut = new StringBuilder(text);
        while (cut.length() > 0 && width(cut + "…", size) > most) {
            cut.setLength(cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut.toString().strip() + "…";
    }

    /** The outline of a drawable text whose first letter begins at {@code x} on the line {@code y}. */
    synchronized Path2D outline(String text, double size, double x, double y) {
        Path2D all = new Path2D.Double();
        double at = x;
        for (int letter : text.codePoints().toArray()) {
            append(all, letter, size, at, y);
            at += advance(letter) * size;
        }
        return all;
    }

    private void append(Path2D all, int letter, double size, double x, double y) {
        Glyph glyph = glyph(letter);
        if (glyph == null) {
            return;
        }
        double scale = size * glyph.part.unit;
        try {
            GlyphData data = glyph.part.font.getGlyph().getGlyph(glyph.id);
            if (data != null) {
                all.append(
                        new AffineTransform(scale, 0, 0, -scale, x, y).createTransformedShape(data.getPath()), false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // of a font in memory
        }
    }

    private double advance(int letter) {
        Glyph glyph = glyph(letter);
        try {
            return glyph == null ? 0 : glyph.part.font.getAdvanceWidth(glyph.id) * glyph.part.unit;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Glyph glyph(int letter) {
        for (Part part : parts) {
            int id = part.glyphs.getGlyphId(letter);
            if (id > 0) {
                return new Glyph(part, id);
            }
        }
        return null;
    }
}
