package io.signalroom.parse;

import io.signalroom.parse.decide.ClueSet;
import io.signalroom.parse.decide.Decision;
import io.signalroom.parse.grammar.Blocks;
import io.signalroom.parse.grammar.Findings;
import io.signalroom.parse.grammar.LaunchGrammar;
import io.signalroom.parse.grammar.ListingGrammar;
import io.signalroom.parse.grammar.PumpGrammar;
import io.signalroom.parse.grammar.UpdateGrammar;
import io.signalroom.parse.lex.Lexer;
import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Normaliser;
import io.signalroom.parse.vocab.Role;
import io.signalroom.parse.vocab.Vocabulary;
import io.signalroom.signal.Judgement;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Reads a channel post: what kind it is and what it states.
 *
 * <p>The stages, each in a package of its own: <i>text</i> brings the post to one form and remembers where each character
 * came from; <i>lex</i> cuts it into typed tokens in one pass, with the words of <i>vocab</i>; <i>plan</i> gives prices
 * their roles; <i>grammar</i> gathers these and all else that a post may hold. Only then <i>decide</i> weighs the clues in
 * what was found and says what the post is, and the grammar of that kind reads the fields. A post is one kind: what is
 * several things is what its clues favour most.
 *
 * <p>No regular expression ever sees a post, numbers are bounded in length and exponent, at most {@value #MAX_READ}
 * characters and {@link Lexer#MAX_TOKENS} tokens are looked at, and no stage walks the page more than a fixed number of
 * times: the work is linear in the text. Immutable and safe for use by several threads; loading the vocabulary takes a
 * second in a cold JVM, so share one.
 */
public final class SignalParser {
    /** Characters looked at: four times what Telegram lets a post have. */
    static final int MAX_READ = 16_384;

    private static final double NOTHING_TO_READ = 0.99;

    private final Vocabulary vocabulary = Vocabulary.load();

    /** What {@code text} says by itself. Never throws for any text; null is not allowed. */
    public Judgement parse(String text) {
        return parse(text, null);
    }

    /**
     * What {@code text} says as an answer to {@code parent}.
     *
     * @param text any text, not null
     * @param parent the signal that the post replies to, which lends its coin to "TP1 ✅" and to levels given later; may be
     *     null
     */
    public Judgement parse(String text, ParsedSignal parent) {
        Objects.requireNonNull(text, "text");
        return text.length() <= MAX_READ
                ? read(text, parent)
                : read(text.substring(0, MAX_READ), parent)
                        .with("only the first " + MAX_READ + " characters were read");
    }

    private Judgement read(String text, ParsedSignal parent) {
        Page page = Lexer.read(Normaliser.normalise(text), vocabulary);
        return mute(page)
                ? Judgement.noise(NOTHING_TO_READ, List.of("no numbers, coins or news"))
                : judge(Findings.of(page, vocabulary, parent));
    }

    /** What the clues say, unless the grammar of that kind can't read its fields: then it is noise. */
    private static Judgement judge(Findings found) {
        Decision decision = Decision.of(ClueSet.of(found));
        PostKind kind = decision.kind();
        List<ParsedSignal> signals = read(kind, found);
        return signals.isEmpty()
                ? Judgement.noise(decision.probability(PostKind.NOISE), decision.reasons(PostKind.NOISE))
                : found(signals, decision);
    }

    private static List<ParsedSignal> read(PostKind kind, Findings found) {
        return switch (kind) {
            case TRADE_SIGNAL -> Blocks.read(found);
            case SIGNAL_UPDATE -> one(UpdateGrammar.read(found));
            case TOKEN_LAUNCH -> one(LaunchGrammar.read(found));
            case LISTING -> one(ListingGrammar.read(found));
            case PUMP_ALERT -> one(PumpGrammar.read(found));
            case NOISE -> List.of();
        };
    }

    private static List<ParsedSignal> one(ParsedSignal signal) {
        return signal == null ? List.of() : List.of(signal);
    }

    /** A signal is as sure as its kind and its values together. */
    private static Judgement found(List<ParsedSignal> signals, Decision decision) {
        PostKind kind = signals.get(0).kind();
        double sure = decision.probability(kind);
        List<String> reasons = decision.reasons(kind);
        reasons.add(evidence(signals.get(0).fields()));
        List<ParsedSignal> sured = new ArrayList<>(signals.size());
        for (ParsedSignal signal : signals) {
            sured.add(signal.with(sure * signal.confidence()));
        }
        return Judgement.of(sured, reasons);
    }

    /** What was read, in few words. */
    private static String evidence(SignalFields fields) {
        StringBuilder words = new StringBuilder(fields.symbol() == null ? "no coin" : fields.symbol());
        if (fields.event() != null) {
            words.append(", ").append(fields.event());
        }
        if (fields.contractAddress() != null) {
            words.append(", contract address");
        }
        if (fields.side() != null) {
            words.append(", ").append(fields.side());
            words.append(", entries ").append(fields.entries().size());
            words.append(", targets ").append(fields.targets().size());
            words.append(fields.stopLoss() == null ? ", no stop price" : ", stop");
        }
        return words.toString();
    }

    /** True for most of the stream: nothing a reader could begin with. */
    private static boolean mute(Page page) {
        boolean figures =
                page.has(Kind.NUMBER) || page.has(Kind.PERCENT) || page.has(Kind.INDEX) || page.has(Kind.MULTIPLE);
        boolean things = page.has(Kind.ADDRESS) || page.has(Kind.LINK) || page.has(Kind.PAIR);
        boolean news = page.has(Role.STOP)
                || page.has(Role.STOPPED)
                || page.has(Role.TARGET)
                || page.has(Role.CLOSE)
                || page.has(Role.CANCEL)
                || page.has(Role.FILLED)
                || page.has(Role.HIT)
                || page.has(Role.LIST)
                || page.has(Role.DELIST)
                || page.has(Role.RUMOUR)
                || page.has(Role.LAUNCH)
                || page.has(Role.PUMP)
                || page.has(Role.REVEAL)
                || page.has(Role.SCHEDULE)
                || page.has(Role.REMAINING)
                || page.has(Role.MARKET);
        return !figures && !things && !news;
    }
}
