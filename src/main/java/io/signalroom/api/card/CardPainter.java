package io.signalroom.api.card;

import io.signalroom.api.card.Brush.Ink;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Draws cards, 1200 by 630 pixels, as PNG. Needs no screen and no font of the system. A drawing takes some tens of
 * milliseconds of a processor: not for an event loop. Safe for several threads.
 */
public final class CardPainter {

    static {
        // before the first colour is made: that loads AWT, which reads this once
        System.setProperty("java.awt.headless", "true");
    }

    static final int WIDTH = 1200;
    static final int HEIGHT = 630;
    /** Nothing but the ground is drawn nearer to an edge. */
    static final int MARGIN = 64;

    private static final int RIGHT = WIDTH - MARGIN;
    private static final int LADDER = 800;
    /** The sign of the pages, in a square of 40. */
    private static final double[] MARK = {7.5, 24.4, 14.4, 17.5, 19.4, 23.1, 25, 13.75, 28.75, 20, 32.5, 20};

    private static final double ROW = 60;

    private static final Color GROUND = new Color(0x0A0D12);
    private static final Color SURFACE = new Color(0x12161D);
    private static final Color LINE = new Color(0x272E39);
    private static final Color ACCENT = new Color(0x5B54E8);
    private static final Color BULL = new Color(0x34D399);
    private static final Color BULL_SOFT = new Color(0x0E2B21);
    private static final Color BEAR = new Color(0xFB7185);
    private static final Color BEAR_SOFT = new Color(0x33141D);
    private static final Color INFO = new Color(0x38BDF8);
    private static final Color WARN = new Color(0xFBBF24);
    private static final Color WARN_SOFT = new Color(0x2F230A);
    private static final Ink TITLE = new Ink(new Color(0xE8ECF1), true);
    private static final Ink TEXT = new Ink(new Color(0xE8ECF1), false);
    private static final Ink QUIET = new Ink(new Color(0x8D98A7), false);

    private final Typeface plain = Typeface.ofWeight(400);
    private final Typeface strong = Typeface.ofWeight(600);

    /** The picture as PNG. */
    public byte[] draw(Card card) {
        BufferedImage picture = picture(card);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(picture);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    BufferedImage picture(Card card) {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Brush brush = new Brush(picture, plain, strong);
        brush.box(0, 0, WIDTH, HEIGHT, 0, GROUND);
        head(brush, card.gist());
        boolean ladder = card.ladder().worthDrawing();
        double most = (ladder ? LADDER - 48 : RIGHT) - MARGIN;
        title(brush, card.gist(), most);
        plan(brush, card.gist(), most);
        outcome(brush, card.gist(), most);
        if (ladder) {
            ladder(brush, card.ladder());
        }
        brush.end();
        return picture;
    }

    private static void head(Brush brush, Gist gist) {
        brush.box(MARGIN, MARGIN, 40, 40, 11, ACCENT);
        brush.line(MARK, MARGIN, MARGIN, 3.2f, Color.WHITE);
        brush.text("Signalroom", TITLE, 28, MARGIN + 56, MARGIN + 30, 300);
        brush.textUpTo(English.moment(gist.postedAt()), QUIET, 24, RIGHT, MARGIN + 29, 400);
    }

    private static void title(Brush brush, Gist gist, double most) {
        String pair = gist.pair().isEmpty() ? English.word(gist.kind()) : gist.pair();
        brush.text(pair, TITLE, 76, MARGIN, 208, most);
        double x = MARGIN + chip(brush, gist, 236);
        if (gist.origin().equals("demo")) {
            x += pill(brush, English.word("demo"), WARN, WARN_SOFT, x, 236, 0) + 12;
        }
        brush.text(gist.channel(), QUIET, 26, x, 265, Math.max(0, MARGIN + most - x));
    }

    /** Direction as a sign and a word, or what kind of signal it is. */
    private static double chip(Brush brush, Gist gist, double y) {
        if (gist.direction() == 0) {
            String word = gist.event().isEmpty() ? gist.kind() : gist.event();
            return pill(brush, English.word(word), INFO, SURFACE, MARGIN, y, 0) + 12;
        }
        boolean up = gist.direction() > 0;
        Color colour = up ? BULL : BEAR;
        double width = pill(brush, English.word(gist.side()), colour, up ? BULL_SOFT : BEAR_SOFT, MARGIN, y, 26);
        brush.triangle(MARGIN + 16, y + 14, 16, up, colour);
        return width + 12;
    }

    private static double pill(Brush brush, String word, Color colour, Color soft, double x, double y, double before) {
        double width = brush.width(word, 24) + 32 + before;
        brush.box(x, y, width, 44, 22, soft);
        brush.text(word, new Ink(colour, true), 24, x + 16 + before, y + 30, 400);
        return width;
    }

    private static void plan(Brush brush, Gist gist, double most) {
        double y = 356;
        for (Gist.Value value : gist.plan()) {
            if (value.name().equals("leverage") && y > 470) {
                return;
            }
            brush.text(English.word(value.name()), QUIET, 26, MARGIN, y, 220);
            brush.text(value.text(), TEXT, 32, MARGIN + 170, y + 1, most - 170);
            y += ROW;
        }
    }

    private static void outcome(Brush brush, Gist gist, double most) {
        Gist.Outcome outcome = gist.outcome();
        if (outcome.look().isEmpty()) {
            return;
        }
        Color colour = outcome.result().isEmpty() ? INFO : outcome.gain() ? BULL : BEAR;
        double width = brush.text(English.outcome(outcome), TITLE, 34, MARGIN, HEIGHT - MARGIN, most);
        brush.text(
                outcome.result(), new Ink(colour, true), 34, MARGIN + width + 20, HEIGHT - MARGIN, most - width - 20);
    }

    private static void ladder(Brush brush, Ladder ladder) {
        double top = 150;
        double bottom = HEIGHT - MARGIN;
        brush.box(LADDER, top, RIGHT - LADDER, bottom - top, 18, SURFACE);
        double[] heights = ladder.heights(top + 40, bottom - 40, 36);
        brush.box(LADDER + 31, heights[0], 2, heights[heights.length - 1] - heights[0], 1, LINE);
        for (int i = 0; i < heights.length; i++) {
            Ladder.Rung rung = ladder.rungs().get(i);
            Color colour = colour(rung.part());
            brush.box(LADDER + 24, heights[i] - 8, 16, 16, 8, colour);
            double width = brush.text(English.rung(rung), new Ink(colour, true), 22, LADDER + 56, heights[i] + 8, 130);
            brush.textUpTo(rung.text(), TEXT, 24, RIGHT - 24, heights[i] + 8, RIGHT - LADDER - 92 - width);
        }
    }

    private static Color colour(Ladder.Part part) {
        return switch (part) {
            case ENTRY -> INFO;
            case TARGET -> BULL;
            case STOP -> BEAR;
        };
    }
}
