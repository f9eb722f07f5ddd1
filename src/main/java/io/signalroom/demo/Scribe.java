package io.signalroom.demo;

import io.signalroom.signal.PostKind;
import io.signalroom.signal.Side;
import io.signalroom.signal.SignalEvent;
import io.signalroom.signal.SignalFields;

/** Fills a layout with a scene. */
final class Scribe {
    private final StringBuilder out = new StringBuilder(1_024);
    private final Layouts footers;

    Scribe(Layouts footers) {
        this.footers = footers;
    }

    /**
     * Writes a text.
     *
     * @param look decides wording: the same look and the same values give the same text, so an edit that changes one value
     *     changes nothing else
     */
    Draft write(Scene scene, PostKind kind, Layout layout, long look) {
        scene.look = new Dice(look);
        scene.truth = SignalFields.builder();
        out.setLength(0);
        layout.template().write(scene, out);
        strip();
        if (kind == PostKind.TRADE_SIGNAL && scene.look.chance(0.35)) {
            out.append("\n\n");
            Dice taste = new Dice(scene.voice.taste());
            footers.pick(scene.voice.lang(), "", taste).template().write(scene, out);
        }
        if (kind != PostKind.NOISE) {
            state(scene, layout);
        }
        return Draft.of(scene, kind, out.toString(), layout);
    }

    /** Enters what the layout's words mean. */
    private static void state(Scene scene, Layout layout) {
        SignalFields.Builder truth = scene.truth;
        String side = layout.get("side", "");
        if (!side.isEmpty()) {
            boolean futures = "long".equals(side);
            truth.side(scene.bullish ? (futures ? Side.LONG : Side.BUY) : (futures ? Side.SHORT : Side.SELL));
        }
        if (layout.has("event")) {
            truth.event(SignalEvent.valueOf(layout.get("event", "")));
        }
        if (layout.has("market")) {
            truth.entryMarket(true);
        }
        if (layout.has("said")) {
            truth.quote(scene.quote);
        }
        if (layout.has("states")) {
            truth.chain(scene.chain);
        }
        if (layout.has("stopMoved")) {
            truth.stopMoved(true);
        }
        if (layout.has("newStop")) {
            truth.newStop(layout.get("newStop", ""));
        }
    }

    private void strip() {
        int end = out.length();
        while (end > 0 && out.charAt(end - 1) <= ' ') {
            end--;
        }
        out.setLength(end);
    }
}
