package io.signalroom.api.card;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;

/** Draws texts and shapes on a picture. */
final class Brush {
    private final Graphics2D graphics;
    private final Typeface plain;
    private final Typeface strong;

    Brush(BufferedImage picture, Typeface plain, Typeface strong) {
        this.graphics = picture.createGraphics();
        this.plain = plain;
        this.strong = strong;
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    void fill(Shape shape, Color colour) {
        graphics.setColor(colour);
        graphics.fill(shape);
    }

    void box(double x, double y, double width, double height, double radius, Color colour) {
        fill(new RoundRectangle2D.Double(x, y, width, height, 2 * radius, 2 * radius), colour);
    }

    /**
     * A text, cut where it would be too wide.
     *
     * @param text anything
     * @param size of the letters
     * @param x where it begins
     * @param y its line
     * @param most how wide it may be
     * @return how wide it is
     */
    double text(String text, Ink ink, double size, double x, double y, double most) {
        Typeface face = ink.strong ? strong : plain;
        String shown = face.fitted(face.drawable(text), size, most);
        fill(face.outline(shown, size, x, y), ink.colour);
        return face.width(shown, size);
    }

    /** The same, ending at {@code right}. */
    void textUpTo(String text, Ink ink, double size, double right, double y, double most) {
        Typeface face = ink.strong ? strong : plain;
        String shown = face.fitted(face.drawable(text), size, most);
        fill(face.outline(shown, size, right - face.width(shown, size), y), ink.colour);
    }

    double width(String text, double size) {
        return strong.width(strong.drawable(text), size);
    }

    /** A triangle that points up or down. */
    void triangle(double x, double y, double side, boolean up, Color colour) {
        Path2D path = new Path2D.Double();
        path.moveTo(x, up ? y + side : y);
        path.lineTo(x + side, up ? y + side : y);
        path.lineTo(x + side / 2, up ? y : y + side);
        path.closePath();
        fill(path, colour);
    }

    /** A line through points, given as x, y, x, y, and so on, from an origin. */
    void line(double[] points, double x, double y, float width, Color colour) {
        Path2D path = new Path2D.Double();
        path.moveTo(x + points[0], y + points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(x + points[i], y + points[i + 1]);
        }
        fill(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND).createStrokedShape(path), colour);
    }

    void end() {
        graphics.dispose();
    }

    /** Colour and weight of a text. */
    record Ink(Color colour, boolean strong) {}
}
