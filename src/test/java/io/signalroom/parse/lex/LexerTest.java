package io.signalroom.parse.lex;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Normaliser;
import io.signalroom.parse.vocab.Role;
import io.signalroom.parse.vocab.Vocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LexerTest {
    private static final Vocabulary VOCABULARY = Vocabulary.load();

    private static Page page(String text) {
        return Lexer.read(Normaliser.normalise(text), VOCABULARY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "BTC/USDT; BTC; USDT",
                "#ARB/ USDT; ARB; USDT",
                "#HIGH  / BTC; HIGH; BTC",
                "#CHR\\USDT; CHR; USDT",
                "ENJ|BTC; ENJ; BTC",
                "EGLD#USDT; EGLD; USDT",
                "ROSE-USDT; ROSE; USDT",
                "X_BTC; X; BTC",
                "LINKUSDTPERP; LINK; USDT",
                "ETHUSDT.P; ETH; USDT",
                "XBTUSD; BTC; USD",
                "Gbpusd; GBP; USD",
                "#1000PEPEUSDT; 1000PEPE; USDT",
                "1INCH/USDT; 1INCH; USDT",
                "KAR/USDT; KAR; USDT",
                "ΒTC/USDT; BTC; USDT"
            })
    void pairs_are_read_in_every_writing(String text, String base, String quote) {
        Token token = page(text).get(0);
        assertThat(token.kind()).isEqualTo(Kind.PAIR);
        assertThat(token.pair().base()).isEqualTo(base);
        assertThat(token.pair().quote()).isEqualTo(quote);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TARGETSUSDT", "WBTC", "STETH", "CROSSUSDT"})
    void labels_and_coins_that_end_like_a_quote_are_no_pairs(String text) {
        assertThat(page(text).get(0).kind()).isNotEqualTo(Kind.PAIR);
    }

    @ParameterizedTest
    @CsvSource({
        "LONGLeverage, SIDE",
        "stop-loss, STOP",
        "stoploss, STOP",
        "Stop  Loss, STOP",
        "TP1, TARGET",
        "вход, ENTRY",
        "Входа, ENTRY",
        "Hedefler, TARGET",
        "GİRİŞ, ENTRY",
        "лквидация, ",
        "止损, STOP",
        "손절가, STOP",
        "🅑🅘🅝🅐🅝🅒🅔, EXCHANGE",
        "ВUY, SIDE"
    })
    void words_get_their_role(String text, Role role) {
        Token token = page(text).get(0);
        assertThat(token.term() == null ? null : token.term().role()).isEqualTo(role);
    }

    @Test
    void no_more_tokens_are_read_than_the_bound() {
        assertThat(page("1 ".repeat(40_000)).size()).isEqualTo(Lexer.MAX_TOKENS);
    }
}
