package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.text.NormalText;
import io.signalroom.parse.vocab.Role;
import io.signalroom.parse.vocab.Vocabulary;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.PostKind;
import java.util.Locale;

/** Reads the call of an on-chain token: contract address, ticker, chain, market cap. */
public final class LaunchGrammar {
    private static final int MAX_TICKER = 24;

    private final Page page;
    private final NormalText text;
    private final Vocabulary vocabulary;

    private final PlacedTicker tickers;

    private LaunchGrammar(Findings found) {
        this.page = found.page();
        this.text = page.text();
        this.vocabulary = found.vocabulary();
        this.tickers = new PlacedTicker(page);
    }

    /** The launch found; null without a contract or a ticker. */
    public static ParsedSignal read(Findings found) {
        LaunchGrammar grammar = new LaunchGrammar(found);
        Subject ticker = grammar.ticker();
        Contract contract = found.contract();
        double sure = contract == null ? 0.6 : 0.9;
        return ticker == null && contract == null ? null : grammar.draft(contract, ticker, sure);
    }

    private ParsedSignal draft(Contract contract, Subject ticker, double sure) {
        Draft draft = new Draft(text, PostKind.TOKEN_LAUNCH);
        if (ticker != null) {
            draft.fields.symbol(ticker.symbol());
            draft.mark("symbol", 0, ticker.start(), ticker.end(), ticker.score());
        }
        LaunchChain chain = new LaunchChain(page, vocabulary);
        draft.mark("chain", chain.stated(), sure).fields.chain(chain.of(contract));
        if (contract != null) {
            draft.fields.contractAddress(contract.address());
            draft.mark("contractAddress", 0, contract.start(), contract.end(), sure);
        }
        DollarAmount amounts = new DollarAmount(page);
        int cap = amounts.of(page.has(Role.MARKET_CAP) ? Role.MARKET_CAP : Role.DILUTED_CAP);
        if (cap >= 0) {
            draft.mark("marketCap", page.get(cap), sure).fields.marketCap(amounts.dollars(cap));
        }
        int liquidity = amounts.of(Role.LIQUIDITY);
        if (liquidity >= 0) {
            draft.mark("liquidity", page.get(liquidity), sure).fields.liquidity(amounts.dollars(liquidity));
        }
        return draft.done(ticker == null ? sure - 0.2 : sure);
    }

    /** A dollar tag, the value of a label, the base of a pair, a word in brackets or in its own cell; in this order. */
    private Subject ticker() {
        Subject best = null;
        for (int i = 0; i < page.size(); i++) {
            Token token = page.get(i);
            Subject found = null;
            if (token.is(Kind.PAIR)) {
                found = new Subject(token.pair().base(), null, i, token.start(), token.end(), 0.8);
            } else if (token.is(Kind.WORD) && token.mark() == '$') {
                found = tagged(i, token);
            } else if (token.is(Kind.WORD)) {
                found = tickers.at(i);
            } else if (token.is(Kind.ADDRESS)) {
                found = Contract.coinType(text, token, i);
            }
            if (found != null && (best == null || found.score() > best.score())) {
                best = found;
            }
        }
        return best;
    }

    private Subject tagged(int i, Token token) {
        int from = token.start() + 1;
        boolean latin = Letters.latin(text.at(from)) || Letters.digit(text.at(from));
        String written = text.asWritten(from, token.end());
        String symbol = token.asset() != null
                ? text.upper(from, token.end())
                : latin ? written.toUpperCase(Locale.ROOT) : written;
        boolean native_ = token.is(Role.QUOTE) || token.is(Role.CHAIN);
        return symbol.length() > MAX_TICKER
                ? null
                : new Subject(symbol, null, i, token.start(), token.end(), native_ ? 0.4 : 0.95);
    }
}
