// @ts-check
// Posts as channels write them, composed for this page. A test reads each and expects the kind it stands for.

/**
 * @typedef {object} Example
 * @property {string} name key of its name among the texts, behind `playground.example.`
 * @property {string} kind what it is read as
 * @property {string} text
 * @property {string} [replyTo]
 */

const lines = (/** @type {string[]} */ ...all) => all.join('\n');

const CALL = lines('#ARB/USDT LONG', 'Entry: 1.082 - 1.104', 'Targets: 1.138, 1.176, 1.240', 'Stop: 1.047', 'Leverage: 10x');

/** @type {Example[]} */
export const EXAMPLES = [
  {
    name: 'cornix',
    kind: 'trade_signal',
    text: lines(
      '⚡️⚡️ #SOL/USDT ⚡️⚡️',
      'Exchanges: Binance Futures, ByBit USDT',
      'Signal Type: Regular (Long)',
      'Leverage: Isolated (10X)',
      '',
      'Entry Targets:',
      '1) 182.40',
      '2) 179.85',
      '',
      'Take-Profit Targets:',
      '1) 186.20',
      '2) 191.50',
      '3) 198.00',
      '',
      'Stop Targets:',
      '1) 174.90',
    ),
  },
  {
    name: 'russian',
    kind: 'trade_signal',
    text: lines('#идея #LINK', 'LINK/USDT — ШОРТ, 4Ч', 'Вход: 18,42 – 18,90', 'Тейк 1: 17,95', 'Тейк 2: 17,20', 'Стоп: 19,35', 'Плечо 5х', 'Не является торговым сигналом 😉'),
  },
  {
    name: 'chinese',
    kind: 'trade_signal',
    text: lines('🔥 BTC/USDT 做多', '入场：61200-61500', '止盈：62800 / 64000 / 66500', '止损：59800', '杠杆：20倍'),
  },
  {
    name: 'arabic',
    kind: 'trade_signal',
    text: lines('إشارة شراء #ADA/USDT 🚀', 'منطقة الدخول: ٠٫٤٥٢٠ - ٠٫٤٥٨٠', 'الهدف الأول: ٠٫٤٧١٠', 'الهدف الثاني: ٠٫٤٨٩٠', 'وقف الخسارة: ٠٫٤٣٨٠'),
  },
  {
    name: 'satoshi',
    kind: 'trade_signal',
    text: lines('#FTM/BTC ( BINANCE )', 'Buy below : 4210-4290 sat', 'Sell : 4400 | 4550 | 4800', '📛 SL : 3990'),
  },
  { name: 'reply', kind: 'signal_update', text: 'TP1 ✅', replyTo: CALL },
  {
    name: 'launch',
    kind: 'token_launch',
    text: lines('🚀 NEW CALL 🚀', '', 'Name: Froge ($FROGE)', 'Chain: Solana', 'MC: $84.5K', '├ Liquidity: $21K', 'CA: 7xKXtg2CW87d97TXJSDpbD5jBkheTqA83TZRuJosgAsU'),
  },
  {
    name: 'listing',
    kind: 'listing',
    text: lines('Binance Will List Celestia (TIA) with Seed Tag Applied', 'Trading opens for TIA/BTC, TIA/USDT and TIA/TRY at 14:00 (UTC).'),
  },
  {
    name: 'pump',
    kind: 'pump_alert',
    text: lines('🚨🚨🚨', 'THE COIN WE ARE PUMPING IS: $NAV', 'EXCHANGE: BINANCE (NAV/BTC)', 'BUY AND HOLD, TARGET 300% 🚀🚀'),
  },
  {
    name: 'several',
    kind: 'trade_signal',
    text: lines(
      '1️⃣ #ETH/USDT LONG',
      'Entry 3420 - 3450',
      'TP 3520, 3610',
      'SL 3350',
      '',
      '2️⃣ #AVAX/USDT SHORT',
      'Entry 27.80',
      'TP 26.90, 25.70',
      'SL 28.65',
    ),
  },
  {
    name: 'bait',
    kind: 'noise',
    text: lines('💰 YESTERDAY IN OUR VIP 💰', '#SOL +46% ✅  #DOGE +31% ✅  #PEPE +118% ✅', 'Only 3 seats left, 50% OFF until midnight ⏳', 'BTC liquidated shorts today: $69.6M', 'Message @admin to join 👉'),
  },
];
