package io.signalroom.parse.lex;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Normaliser;
import io.signalroom.parse.vocab.Vocabulary;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTest {
    private static final Vocabulary VOCABULARY = Vocabulary.load();

    private static List<Token> tokens(String text) {
        Page page = Lexer.read(Normaliser.normalise(text), VOCABULARY);
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < page.size(); i++) {
            tokens.add(page.get(i));
        }
        return tokens;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0.302; 0.302",
                "27,400; 27400",
                "1,234,567; 1234567",
                "60'400; 60400",
                "64 800; 64800",
                "27,400.50; 27400.50",
                "1.234,56; 1234.56",
                "1.234.567; 1234567",
                "0,4630; 0.4630",
                "0,463; 0.463",
                "14,20; 14.20",
                ".00001350; 0.00001350",
                "6.-90; 6.90",
                "8.41e-6; 0.00000841",
                "0.0₅841; 0.00000841",
                "62.5k; 62500",
                "926K; 926000",
                "1.2M; 1200000",
                "61 mil; 61000",
                "۲۴۸۰; 2480",
                "١٢٫٥; 12.5",
                "１２.５; 12.5",
                "𝟔𝟏𝟐𝟎𝟎; 61200",
                "14.713000000000001; 14.713000000000001",
                "6만; 60000"
            })
    void one_number_is_read(String text, BigDecimal value) {
        List<Token> tokens = tokens(text);
        assertThat(tokens).hasSize(1);
        assertThat(tokens.get(0).kind()).isEqualTo(Kind.NUMBER);
        assertThat(tokens.get(0).figure().value()).isEqualByComparingTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1.680,1.641,1.590; 1.680 1.641 1.590",
                "0.73,0.76; 0.73 0.76",
                "1060,1095,1140; 1060 1095 1140",
                "1060,1095; 1060 1095",
                "2550，2620; 2550 2620",
                "92,97,110; 92 97 110",
                "61.5 62.5; 61.5 62.5"
            })
    void lists_glued_by_commas_are_lists(String text, String values) {
        List<String> read = tokens(text).stream()
                .filter(token -> token.is(Kind.NUMBER))
                .map(token -> token.figure().value().toPlainString())
                .toList();
        assertThat(String.join(" ", read)).isEqualTo(values);
    }

    @ParameterizedTest
    @CsvSource({
        "10x, MULTIPLE, 10",
        "20х, MULTIPLE, 20",
        "×5, MULTIPLE, 5",
        "X7, MULTIPLE, 7",
        "10.0X, MULTIPLE, 10.0",
        "20倍, MULTIPLE, 20",
        "5%, PERCENT, 5",
        "12.5 %, PERCENT, 12.5",
        "%8, PERCENT, 8",
        "۱۲٪, PERCENT, 12",
        "7 процентов, PERCENT, 7",
        "۷ درصد, PERCENT, 7",
        "12 por ciento, PERCENT, 12",
        "3프로, PERCENT, 3",
        "yüzde 21, PERCENT, 21",
        "百分之44, PERCENT, 44",
        "4h, TIMEFRAME, 4",
        "15М, TIMEFRAME, 15",
        "4Ч, TIMEFRAME, 4",
        "2️⃣, INDEX, 2",
        "➌, INDEX, 3"
    })
    void a_suffix_tells_what_the_number_is(String text, Kind kind, BigDecimal value) {
        List<Token> tokens = tokens(text);
        assertThat(tokens).hasSize(1);
        assertThat(tokens.get(0).kind()).isEqualTo(kind);
        assertThat(tokens.get(0).figure().value()).isEqualByComparingTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"14/03/2025", "11/20/2021", "2025-04-16", "14.03.2025", "18:00", "23:59:59", "17h00"})
    void dates_and_times_are_no_prices(String text) {
        assertThat(tokens(text)).extracting(Token::kind).containsExactly(Kind.DATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "8.4e-13", "8.4e-999999999", "1e-0000000000000000000000012"})
    void exponents_beyond_bounds_are_not_applied(String text) {
        assertThat(tokens(text))
                .filteredOn(token -> token.figure() != null)
                .allSatisfy(token -> assertThat(token.figure().value().scale()).isBetween(0, 30));
    }

    @Test
    void a_number_of_more_than_thirty_characters_is_no_number() {
        assertThat(tokens("1".repeat(31)))
                .allSatisfy(token -> assertThat(token.figure()).isNull());
        assertThat(tokens("1".repeat(1000)))
                .allSatisfy(token -> assertThat(token.figure()).isNull());
        assertThat(tokens("1".repeat(30)).get(0).figure().value()).isEqualTo(new BigDecimal("1".repeat(30)));
    }

    @Test
    void commas_are_decimal_marks_where_the_message_uses_them_so() {
        assertThat(tokens("14,20 30,200"))
                .extracting(token -> token.figure().value().toPlainString())
                .containsExactly("14.20", "30.200");
    }
}
