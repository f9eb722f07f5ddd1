package io.signalroom.demo;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Slots that colour a text and state nothing a signal could hold. */
@SuppressWarnings("ImmutableEnumChecker") // the bodies hold no state
enum ProseSlot implements Slot {
    PERSON((s, a, out) -> out.append(s.look.pick(s.prose.people()))),
    COMPANY((s, a, out) -> out.append(s.look.pick(s.prose.companies()))),
    CITY((s, a, out) -> out.append(s.look.pick(s.prose.cities()))),
    /** Something start-ups say they do. */
    PITCH((s, a, out) -> out.append(s.look.pick(s.prose.pitches()))),
    COIN((s, a, out) -> out.append(s.look.pick(s.prose.tokens()).symbol())),
    USER((s, a, out) -> out.append(s.voice.info().username())),
    TITLE((s, a, out) -> out.append(s.voice.info().title())),
    /** {@code {n|from|to}}: a whole number. */
    N((s, a, out) -> out.append(number(s, a))),
    /** {@code {big|from|to}}: a whole number with thousands separators. */
    BIG((s, a, out) -> NumberStyle.THOUSANDS.write(number(s, a), 0, out)),
    /** {@code {tenths|from|to}}: a number with one decimal, the bounds being ten times as large. */
    TENTHS((s, a, out) -> NumberStyle.decimal(number(s, a), 1, '.', out)),
    /** {@code {market|BTC}}: what the coin costs at the time of the post. */
    MARKET((s, a, out) -> {
        double price = s.walk.value(a[0], s.at);
        int scale = Math.max(0, NumberStyle.PLAIN.scale(price, 4));
        NumberStyle.THOUSANDS.write(Math.round(price * Math.pow(10, scale)), scale, out);
    }),
    /** {@code {round|BTC|1000|offset}}: the price at the time of the post, rounded, moved by so many steps. */
    ROUND((s, a, out) -> {
        long step = Long.parseLong(a[1]);
        long steps = Math.round(s.walk.value(a[0], s.at) / step) + Long.parseLong(a[2]);
        NumberStyle.THOUSANDS.write(Math.max(1, steps) * step, 0, out);
    }),
    /** Month/day/year. */
    DATE((s, a, out) -> {
        ZonedDateTime day = Instant.ofEpochSecond(s.at).atZone(ZoneOffset.UTC).plusDays(a.length);
        out.append(day.getMonthValue()).append('/').append(day.getDayOfMonth());
        out.append('/').append(day.getYear());
    });

    private final Slot body;

    ProseSlot(Slot body) {
        this.body = body;
    }

    @Override
    public void write(Scene scene, String[] arguments, StringBuilder out) {
        body.write(scene, arguments, out);
    }

    private static int number(Scene s, String[] a) {
        return s.look.from(Integer.parseInt(a[0]), Integer.parseInt(a[1]));
    }
}
