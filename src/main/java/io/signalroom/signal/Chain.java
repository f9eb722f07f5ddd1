package io.signalroom.signal;

/** Block chains a token launch can name. */
public enum Chain {
    SOLANA,
    ETHEREUM,
    BSC,
    BASE,
    ARBITRUM,
    POLYGON,
    AVALANCHE,
    TON,
    TRON,
    SUI
}
