package io.signalroom.parse;

import io.signalroom.parse.grammar.Blocks;
import io.signalroom.parse.grammar.LaunchGrammar;
import io.signalroom.parse.grammar.ListingGrammar;
import io.signalroom.parse.grammar.PumpGrammar;
import io.signalroom.parse.grammar.TradeGrammar;
import io.signalroom.parse.grammar.UpdateGrammar;
import io.signalroom.parse.lex.Lexer;
import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Normaliser;
import io.signalroom.parse.vocab.Role;
import io.signalroom.parse.vocab.Vocabulary;
import io.signalroom.signal.Judgement;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.SignalFields;
import java.util.List;
import java.util.Objects;

/**
 * Reads a channel post: what kind it is and what it states.
 *
 * <p>The stages, each in a package of its own: <i>text</i> brings the post to one form and remembers where each character
 * came from; <i>lex</i> cuts it into typed tokens in one pass; <i>grammar</i> holds one reader per kind, which gathers
 * evidence from the tokens and abstains unless it is sure. The readers are asked in a fixed order, because a post that is
 * several things counts as the first: launch, pump, listing, update, call.
 *
 * <p>No regular expression ever sees a post, numbers are bounded in length and exponent, at most {@value #MAX_READ}
 * characters and {@link Lexer#MAX_TOKENS} tokens are looked at, and no reader walks the page more than a fixed number of times: the work is linear in the text.
 * Immutable and safe for use by several threads; loading the vocabulary takes some ten milliseconds, so share one.
 */
public final class SignalParser {
    /** Characters looked at: four times what Telegram lets a post have. */
    static final int MAX_READ = 16_384;

    private static final double NOTHING_TO_READ = 0.99;
    private static final double NO_READER = 0.9;

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
        String head = text.length() > MAX_READ ? text.substring(0, MAX_READ) : text;
        Page page = Lexer.read(Normaliser.normalise(head), vocabulary);
        if (mute(page)) {
            return Judgement.noise(NOTHING_TO_READ, List.of("no numbers, coins or news"));
        }
        ParsedSignal launch = LaunchGrammar.read(page, vocabulary);
        if (launch != null) {
            return found(launch, "an on-chain token to buy now");
        }
        ParsedSignal pump = PumpGrammar.read(page);
        if (pump != null) {
            return found(pump, "part of a pump, or a mover alert");
        }
        ParsedSignal listing = ListingGrammar.read(page);
        if (listing != null) {
            return found(listing, "an exchange, a coin and a word for listing");
        }
        ParsedSignal update = UpdateGrammar.read(page, parent);
        if (update != null) {
            return found(update, "news about an earlier signal");
        }
        return calls(page, parent);
    }

    private static Judgement calls(Page page, ParsedSignal parent) {
        List<ParsedSignal> several = Blocks.read(page);
        if (several.size() > 1) {
            return Judgement.of(several, List.of("several calls in one post"));
        }
        ParsedSignal call = TradeGrammar.read(page, parent);
        return call == null
                ? Judgement.noise(NO_READER, List.of("nothing that asks to open a position"))
                : found(call, "a coin, a direction and prices that fit together");
    }

    private static Judgement found(ParsedSignal signal, String reason) {
        return Judgement.of(List.of(signal), List.of(reason, evidence(signal.fields())));
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
