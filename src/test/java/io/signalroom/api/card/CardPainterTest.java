package io.signalroom.api.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The picture that is shared of a signal. */
class CardPainterTest {
    private static final int GROUND = 0xFF0A0D12;
    private static final CardPainter PAINTER = new CardPainter();

    private static JsonObject signal() {
        return new JsonObject()
                .put("id", "sig_01KJMMPB40D80SPBMJGEXQG31D")
                .put("kind", "trade_signal")
                .put("symbol", "SOL")
                .put("quote", "USDT")
                .put("side", "LONG")
                .put("entries", new JsonArray().add("182.0").add("184.5"))
                .put("targets", new JsonArray().add("191.5").add("198").add("210"))
                .put("stopLoss", "176.9")
                .put("leverage", 5)
                .put("origin", "witnessed")
                .put("channel", new JsonObject().put("title", "Harbor Light Signals"))
                .put("postedAt", "2026-03-01T09:00:00Z")
                .put(
                        "outcome",
                        new JsonObject()
                                .put("state", "open")
                                .put("targetsHit", 2)
                                .put("targets", 3)
                                .put("r", 0.8471));
    }

    private static BufferedImage drawn(JsonObject signal) {
        return PAINTER.picture(Card.of(signal));
    }

    /** Pixels that are not the ground's nearer to an edge than the margin. */
    private static long beyondMargin(BufferedImage picture) {
        int least = CardPainter.MARGIN - 10; // letters may hang below their line
        return IntStream.range(0, CardPainter.WIDTH * CardPainter.HEIGHT)
                .filter(i -> {
                    int x = i % CardPainter.WIDTH;
                    int y = i / CardPainter.WIDTH;
                    boolean inside =
                            x >= least && y >= least && x < CardPainter.WIDTH - least && y < CardPainter.HEIGHT - least;
                    return !inside && picture.getRGB(x, y) != GROUND;
                })
                .count();
    }

    private static long painted(BufferedImage picture) {
        int[] all = picture.getRGB(0, 0, CardPainter.WIDTH, CardPainter.HEIGHT, null, 0, CardPainter.WIDTH);
        return Arrays.stream(all).filter(pixel -> pixel != GROUND).count();
    }

    @Test
    void a_call_with_all_there_is_fits() throws IOException {
        BufferedImage picture = drawn(signal());
        Path file = Path.of("target", "screenshots", "card.png");
        Files.createDirectories(file.getParent());
        Files.write(file, PAINTER.draw(Card.of(signal())));
        assertThat(beyondMargin(picture)).isZero();
        assertThat(painted(picture)).isGreaterThan(90_000);
    }

    @Test
    void texts_of_any_length_and_kind_stay_inside() {
        String wide = "WWWWWWWWWWWWWWWWWWWW".repeat(40);
        for (String text :
                List.of(wide, "\u202E\uD83D\uDE80\u0000\u200B", "إشارات الصقر", "Ночной скальпинг ".repeat(20))) {
            JsonObject hostile = signal().put("symbol", text)
                    .put("quote", text)
                    .put("origin", "demo")
                    .put("channel", new JsonObject().put("title", text))
                    .put("entries", prices(30, "0.000004218111111"))
                    .put("targets", prices(30, "104233.10"))
                    .put("stopLoss", "99999999999999999999999999999.123456789");
            assertThat(beyondMargin(drawn(hostile))).as(text).isZero();
        }
    }

    private static JsonArray prices(int count, String price) {
        JsonArray prices = new JsonArray();
        IntStream.range(0, count).forEach(i -> prices.add(price));
        return prices;
    }

    @Test
    void each_percent_has_its_unit_also_before_the_count_of_those_left_out() {
        JsonObject signal = signal().put("targetsPercent", new JsonArray(List.of(5, 10, 20, 40, 60.5, 80)));

        assertThat(Gist.of(signal).plan()).contains(new Gist.Value("targetsPercent", "5 % · 10 % · 20 % · 40 % +2"));
    }

    @Test
    void a_call_waits_in_the_minutes_before_its_first_price() {
        JsonObject signal = signal().put(
                        "outcome",
                        new JsonObject()
                                .put("state", "no_data")
                                .put("reason", "no_prices")
                                .put("arrival", "2026-03-01T09:00:01.204Z"));

        assertThat(Gist.of(signal, Instant.parse("2026-03-01T09:05:01Z"))
                        .outcome()
                        .look())
                .isEqualTo("waiting");
        assertThat(Gist.of(signal, Instant.parse("2026-03-01T09:05:02Z"))
                        .outcome()
                        .look())
                .isEqualTo("no_data");
        signal.getJsonObject("outcome").put("reason", "pair_missing");
        assertThat(Gist.of(signal, Instant.parse("2026-03-01T09:05:01Z"))
                        .outcome()
                        .look())
                .isEqualTo("no_data");
    }

    @Test
    void a_signal_without_a_plan_is_drawn_too() {
        JsonObject listing = new JsonObject()
                .put("kind", "listing")
                .put("event", "LISTED")
                .put("origin", "demo")
                .put("channel", new JsonObject().put("title", "Whale Wire"))
                .put("postedAt", "2026-03-01T09:00:00Z");
        assertThat(painted(drawn(listing))).isGreaterThan(5_000);
        assertThat(Card.of(listing).ladder().worthDrawing()).isFalse();
    }

    @Test
    void letters_that_the_font_lacks_are_left_out_and_the_others_stay() {
        Typeface face = Typeface.ofWeight(600);
        assertThat(face.drawable(" \uD83D\uDE80 SOL\u202E  \n лонг \u0000Größe Ω إشارة "))
                .isEqualTo("SOL лонг Größe Ω");
        assertThat(face.width("SOL", 76)).isBetween(100.0, 200.0);
        assertThat(face.fitted("SOLANA", 76, 200)).startsWith("SO").endsWith("…");
        assertThat(face.width(face.fitted("SOLANA".repeat(90), 76, 150), 76)).isLessThanOrEqualTo(150);
    }

    @Test
    void rungs_keep_their_order_their_distance_and_their_place() {
        Ladder ladder = Ladder.of(signal().put(
                        "targets", new JsonArray().add("184.6").add("184.7").add("900")));
        double[] heights = ladder.heights(100, 400, 36);
        assertThat(heights).hasSize(6);
        assertThat(heights[0]).isGreaterThanOrEqualTo(100);
        assertThat(heights[5]).isLessThanOrEqualTo(400);
        for (int i = 1; i < heights.length; i++) {
            assertThat(heights[i] - heights[i - 1]).isGreaterThanOrEqualTo(35.999);
        }
        assertThat(ladder.rungs().get(0).text()).isEqualTo("900");
        assertThat(ladder.rungs().get(5).part()).isEqualTo(Ladder.Part.STOP);
    }

    @Test
    void what_is_no_web_font_is_refused() {
        assertThatThrownBy(() -> Woff.toSfnt(new byte[100])).hasMessage("this is no WOFF font");
        assertThatThrownBy(() -> Woff.toSfnt(new byte[3])).hasMessage("this is no WOFF font");
    }
}
