package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.plan.Direction;
import io.signalroom.parse.plan.Market;
import io.signalroom.parse.plan.Plan;
import io.signalroom.parse.plan.PlanReader;
import io.signalroom.parse.vocab.Role;
import io.signalroom.parse.vocab.Vocabulary;
import io.signalroom.signal.ParsedSignal;
import java.util.List;

/**
 * What was found in a post before anybody decides what it is: its coins, direction words, prices, news and contract. Each
 * is gathered in one walk over the tokens; decision and grammars only look.
 */
public final class Findings {
    /** Coins named at least this surely are counted. */
    static final double SURE = 0.6;

    private final Page page;
    private final Vocabulary vocabulary;
    private final ParsedSignal parent;
    private final List<Subject> coins;
    private final Subject subject;
    private final Direction direction;
    private final Plan plan;
    private final UpdateEvidence news;
    private final boolean ended;
    private final Contract contract;

    private Findings(Page page, Vocabulary vocabulary, ParsedSignal parent) {
        this.page = page;
        this.vocabulary = vocabulary;
        this.parent = parent;
        this.coins = SubjectGrammar.all(page);
        this.subject = SubjectGrammar.best(page, coins);
        this.direction = Direction.of(page);
        this.plan = PlanReader.read(page, direction, market());
        this.news = UpdateEvidence.of(page, subject, parent);
        this.ended = news.event() != null && plan.whole() && new StatusLine(page).told();
        boolean address = page.has(Kind.ADDRESS) || page.has(Kind.LINK);
        this.contract = address ? Contract.find(page, vocabulary) : null;
    }

    /**
     * What this page holds.
     *
     * @param parent signal that the post answers; may be null
     */
    public static Findings of(Page page, Vocabulary vocabulary, ParsedSignal parent) {
        return new Findings(page, vocabulary, parent);
    }

    private Market market() {
        String quote = quote();
        String symbol = subject == null ? null : subject.symbol();
        boolean satoshi = "BTC".equals(quote) || (quote == null && page.has(Role.SATOSHI));
        return new Market(symbol, quote, symbol != null && vocabulary.asset(symbol) != null, satoshi);
    }

    /** The quote currency written with the coin, or with the parent's; null if none. */
    String quote() {
        return subject != null
                ? subject.quote()
                : parent == null ? null : parent.fields().quote();
    }

    /** The tokens of the post. */
    public Page page() {
        return page;
    }

    /** The words it was read with. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** The signal that the post answers, or null. */
    public ParsedSignal parent() {
        return parent;
    }

    /** Every coin the post names, each once, in the order of the text. */
    public List<Subject> coins() {
        return coins;
    }

    /** How many coins are named surely. */
    public int sureCoins() {
        int count = 0;
        for (Subject coin : coins) {
            count += coin.score() >= SURE ? 1 : 0;
        }
        return count;
    }

    /** The surest coin, or null. */
    public Subject subject() {
        return subject;
    }

    /** Its direction words. */
    public Direction direction() {
        return direction;
    }

    /** Its prices with their roles; empty if it has none. */
    public Plan plan() {
        return plan;
    }

    /** True if a whole plan is told together with its end, and so is history: "[CLOSED] SOL long …". */
    public boolean ended() {
        return ended;
    }

    /** News about an earlier signal, as far as told. */
    public UpdateEvidence news() {
        return news;
    }

    /** The token's contract, or null. */
    public Contract contract() {
        return contract;
    }
}
