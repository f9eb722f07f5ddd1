package io.signalroom.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.signal.PostKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Saying no is the parser's main job. */
class NoiseTest {
    private static final SignalParser PARSER = new SignalParser();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "📈 Bitcoin long-term chart: 4 year cycle, accumulation range between 55k and 65k, next leg target 120k.",
                "ETH: bulls need to hold 2,450 to target 2,600. A break below 2,400 would invalidate the setup. Long above 2,480?",
                "\"Buy low, sell high\" - 100 times winner. BTC at 61000.",
                "XRP lawsuit ends. Price targets: $1, $2, $5 by analysts.",
                "Most longs opened at 62,300, stop losses below 61,000 are the next liquidity target for BTC",
                "New York Fed: interest rate 5.25%, target inflation 2%",
                "SOL short liquidated $2.1M at $146.2, long entry 140",
                "Congrats to everyone who bought at 0.12 and sold at 0.18 🔥 #KAS",
                "Stop loss is important. Always use 2% risk per trade. Leverage 5x max.",
                "Join our VIP: entry 0.52 target 0.60 stop 0.48 like this XRP trade +15% yesterday",
                "Whale opened a $20M BTC long with 40x leverage, entry $61,200, liquidation $59,800",
                "BTC analysis: support 60,200 - 59,500, resistance 62,800 - 64,000. Trend neutral, RSI 48",
                "#BTC holding above 60k, long-term holders keep accumulating. Entry of institutions continues.",
                "Daily results: BTC long +12%, ETH short +8%, SOL long -5%",
                "What is a stop loss? A stop loss is an order that closes your position at a price of 5% below entry.",
                "Buy signals premium: 1 month $50, 3 months $120. Payment in USDT TRC20: TN3W4H6rK2ce4vX9YnFQHwKENnHjoxb3m9",
                "🚨 5,000 #ETH ($12,400,000) transferred from unknown wallet to #Binance",
                "If BTC breaks 64k we go to 68k, if it loses 60k then 56k is next support. ",
                "ETH/BTC ratio is at 0.0412, lowest since 2021.",
                "Anyone bought SOL at 140? Should I hold or sell?",
                "Funding rates: BTC 0.01% ETH 0.012% SOL -0.003%",
                "Bitcoin ETF inflows: IBIT $120M, FBTC $80M, total $310M",
                "Long/short ratio BTC: 52% long 48% short. Open interest $18.2B",
                "Fear & Greed index: 72 (Greed)",
                "Staking rewards on SOL: 7% APY, lock 30 days. Stake now on Binance!",
                "📊 BTC: $61,240 (+1.2%) ETH: $2,480 (-0.4%) SOL: $142 (+3.1%) BNB: $571",
                "BTC Price: $61,240\n24h High: $62,100\n24h Low: $60,300",
                "Next target for Bitcoin is 100k according to Standard Chartered analysts.",
                "We are hiring! Entry level position, salary 2000 USDT, target 40 hours a week.",
                "The stop of withdrawals on exchange X hit 200,000 users. Loss: $45M",
                "How to use leverage: 10x means 10% move = 100% profit or loss",
                "VIP results this month: 42 signals, 38 hit targets, 4 stop loss. Win rate 90%",
                "Giveaway! 3 winners get 100 USDT each. Retweet and tag 3 friends. Ends in 24 hours",
                "SOL update: price is testing 145 resistance. A break and close above will open doors to 155 and 162. Support at 138.",
                "Market is dumping, close your longs and stay safe!",
                "Good trade on ETH today guys, who took it? ",
                "⚠️ Beware of fake admins! We never DM first. Contract scams: 0x27e656C9d9147610b30041937962cb2338eD17f0",
                "Ethereum gas fees drop to 3 gwei, the lowest level in 5 years",
                "Coinbase stock target raised to $420 by analysts, buy rating",
                "Tether mints 1B USDT on Tron",
                "My portfolio: 40% BTC, 30% ETH, 20% SOL, 10% cash. ",
                "🎯 Signal accuracy 95% 🎯 Entry, targets and stop loss for every trade. Leverage 5x-20x. DM @admin to join",
                "Открыт набор в VIP. Стоимость 100$ в месяц. Вход по заявке, стоп мест!",
                "Биткоин упал до 58 000$, ликвидировано лонгов на 300 млн",
                "Цели на 2025 год: BTC 150к, ETH 8к. Что думаете?",
                "비트코인 6만 달러 돌파, 목표가 10만 달러 전망",
                "比特币突破6万美元，分析师目标价10万美元",
                "Trump says he will buy more bitcoin. BTC up 3% to 62000",
                "Poll: Where will BTC close this week? 60k / 62k / 65k",
                "Watching $INJ here. Nice structure. No entry yet.",
                "📚 Lesson: a long position means you buy at 100 and sell at 120 with a stop at 95.",
                "Binance Futures trading competition: trade $ARB and win up to 50,000 USDT!",
                "Binance will list 3 new coins this month, stay tuned",
                "BTC short squeeze took out 64,500. $120M shorts got liquidated.",
                "Bought some more KAS today at 0.12, love this project long term",
                "Price alert: BTC crossed 61,000",
                "Unlock: 20M APT tokens ($180M) on Nov 12",
                "✅ Entry 100\n✅ TP 110\n✅ SL 95\nThis is how our signals look like. Contact @admin",
                "TRX transfer 50,000 USDT from TN3W4H6rK2ce4vX9YnFQHwKENnHjoxb3m9 to TXYZ",
                "Send 0.1 ETH to 0x27e656C9d9147610b30041937962cb2338eD17f0 and get 0.2 ETH back!",
                "Donate BTC: bc1qxy2kgdygjrsqtzq2n0yrf2493p83kkfjhx0wlh",
                "Our team wishes you a happy weekend! ",
                "Recap: SUI closed +14%, TIA stopped -6%, NEAR open",
                "Signal in 5 minutes! Be ready with USDT",
                "Next coin: hidden. Long 20x. Join VIP to unlock",
                "Hold your $DOT bags, target $50 in the bull run",
                "WIF/USDT chart. Looks like a breakout from descending wedge, may retest 2.5",
                "El precio de Bitcoin alcanza 61.000 dólares, objetivo 70.000 según analistas",
                "#ETH open interest up 12% in 15 min",
                "Arbitrage: BTC/USDT Binance 61200 Bybit 61350, spread 0.24%",
                "📈 Trending: 1. $WIF +12% 2. $BONK +9% 3. $POPCAT +31%",
                "We are closing registration in 5 hours, only 10 places left.",
                "TRADE RESULT: 5 wins 1 loss\nBTC TP1 ✅\nETH TP2 ✅\nSOL SL ❌",
                "Leverage tokens BTCUP delisted soon?",
                "Don't chase. If you missed entry at 142, wait for retest. Stop overtrading!"
            })
    void talk_is_no_signal(String text) {
        assertThat(PARSER.parse(text).kind()).isEqualTo(PostKind.NOISE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\n\n", "\uD800", "a\u0000b", "👍", "ВТС LONG", "BUY BTC 1e999999999"})
    void scraps_are_no_signal(String text) {
        assertThat(PARSER.parse(text).kind()).isEqualTo(PostKind.NOISE);
    }
}
