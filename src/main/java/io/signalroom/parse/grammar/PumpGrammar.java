package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Match;
import io.signalroom.parse.vocab.Role;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalEvent;
import java.math.BigDecimal;

/** Reads posts of an organised pump and automatic alerts about moving coins. */
public final class PumpGrammar {
    private PumpGrammar() {}

    /** The pump post found. */
    public static ParsedSignal read(Findings found) {
        Page page = found.page();
        PumpCoin coins = new PumpCoin(found);
        Subject coin = coins.named();
        coin = coin == null ? coins.moving() : coin;
        SignalEvent stage = new PumpStage(page).of(coin);
        coin = coin == null && stage == SignalEvent.RESULT ? coins.leading() : coin;
        Draft draft = new Draft(page.text(), PostKind.PUMP_ALERT);
        draft.mark("event", word(page, stage), 0.85).fields.event(stage);
        boolean named = stage == SignalEvent.REVEAL || stage == SignalEvent.RESULT || stage == SignalEvent.MARKET_MOVE;
        if (named && coin != null) {
            draft.fields.symbol(coin.symbol());
            draft.mark("symbol", 0, coin.start(), coin.end(), coin.score());
        }
        exchange(found, draft);
        change(page, stage, draft);
        return draft.done(0.85);
    }

    /** The word that tells the stage, or the pump if none does; null if neither is there. */
    private static Token word(Page page, SignalEvent stage) {
        Role role = switch (stage) {
            case REVEAL -> Role.REVEAL;
            case COUNTDOWN -> Role.REMAINING;
            case ANNOUNCED -> Role.SCHEDULE;
            case RESULT -> Role.OUTCOME;
            case CANCELLED -> Role.CANCEL;
            default -> Role.MOVER;
        };
        return page.has(role) ? page.first(role) : page.first(Role.PUMP);
    }

    private static void exchange(Findings found, Draft draft) {
        Page page = found.page();
        Token exchange = page.first(Role.EXCHANGE);
        if (exchange != null) {
            draft.mark("exchange", exchange, 0.9)
                    .fields
                    .exchange(exchange.term().value());
            return;
        }
        for (int i = 0; i < page.size() && page.has(Kind.LINK); i++) {
            Token link = page.get(i);
            Match match = link.is(Kind.LINK) ? LinkPair.exchange(page.text(), link, found.vocabulary()) : null;
            if (match != null) {
                draft.mark("exchange", link, 0.8).fields.exchange(match.term().value());
                return;
            }
        }
    }

    private static void change(Page page, SignalEvent stage, Draft draft) {
        if (stage != SignalEvent.MARKET_MOVE && stage != SignalEvent.RESULT) {
            return;
        }
        for (int i = 0; i < page.size(); i++) {
            Token token = page.get(i);
            if (token.is(Kind.PERCENT)) {
                BigDecimal value = token.figure().value();
                draft.mark("changePercent", token, 0.8)
                        .fields
                        .changePercent(token.mark() == '-' ? value.negate() : value);
                return;
            }
        }
    }
}
